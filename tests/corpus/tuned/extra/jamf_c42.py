#!/usr/bin/python
# Jamf script parameters: $4 user $5 password
import os, sys, subprocess, plistlib, urllib2, base64, re, ssl

def getGuid():
	f = open('/Library/Application Support/CrashPlan/.identity')
	for line in f:
		if line.startswith('guid='):
			return line.split('=')[1].strip()

class C42(object):
	def __init__(self, server, user, password):
		self.server = server
		self.b64 = base64.b64encode('%s:%s' % (user, password))
	def rest(self, path, method='GET', data=None):
		opener = urllib2.build_opener(urllib2.HTTPSHandler(context=ssl._create_unverified_context()))
		request = urllib2.Request(self.server + '/api/' + path, data=data)
		request.add_header("Authorization", "Basic %s" % self.b64)
		request.add_header("Content-Type", "application/json")
		request.get_method = lambda: method
		return opener.open(request).read()

def jamfUpdate(user, pw, udid):
	request = urllib2.Request('https://jamf.example.com:8443/JSSResource/computers/udid/' + udid)
	request.add_header("Authorization", "Basic %s" % base64.b64encode(user + ':' + pw))
	return urllib2.urlopen(request)

if __name__ == '__main__':
	c = C42('https://backup.example.com:4285', sys.argv[4], sys.argv[5])
	print c.rest('Computer/%s?idType=guid' % getGuid())
	print c.rest('ComputerDeauthorization/' + getGuid(), 'PUT', '{}')
	subprocess.call(['/usr/local/bin/jamf', 'recon', '-endUsername', 'code42'])
