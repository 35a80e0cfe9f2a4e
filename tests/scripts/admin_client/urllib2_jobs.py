#!/usr/bin/python2.7
import urllib2, urllib, json, base64, getpass, optparse

parser = optparse.OptionParser()
parser.add_option('--server', dest='server', default='https://master.example.org:4285')
parser.add_option('--user', dest='user')
(options, args) = parser.parse_args()

def call(path, data=None, method=None):
	req = urllib2.Request(options.server + '/api/' + path, data)
	b64 = base64.b64encode(options.user + ':' + getpass.getpass())
	req.add_header('Authorization', 'Basic ' + b64)
	if method:
		req.get_method = lambda: method
	return json.load(urllib2.urlopen(req))

def jira(issue):
	req = urllib2.Request('https://jira.example.org/rest/api/2/issue/' + issue)
	req.add_header('Authorization', 'Basic ' + base64.b64encode('bot:pw'))
	return json.load(urllib2.urlopen(req))

print "users", len(call('User?pgSize=1000')['data']['users'])
print "archives", call('Archive?cpgGuid=' + args[0])
call('ComputerDeactivation/' + args[0], '', 'PUT')
call('ColdStorage/' + args[1], json.dumps({'archiveHoldExpireDate': '2017-01-01'}), 'PUT')
print jira('OPS-1')['fields']['summary']
