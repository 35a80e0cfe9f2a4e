#!/usr/bin/python
import sys,subprocess,os
import urllib, httplib2, simplejson as json

server = 'https://crashplan.example.edu:4285'
h = httplib2.Http(disable_ssl_certificate_validation=True)
h.add_credentials('svc', 'secret')

def api(method, what, body=None):
	uri = "{0}/api/{1}".format(server, what)
	try:
		resp, content = h.request(uri, method, body=body)
	except httplib2.ServerNotFoundError, err:
		print "no server", err
		sys.exit(2)
	return json.loads(content)

def serial():
	out = subprocess.Popen("ioreg -l | grep IOPlatformSerialNumber", shell=True, stdout=subprocess.PIPE).communicate()[0]
	return out.split('"')[3]

if len(sys.argv) < 2:
	print "usage: crash_user.py name"
	sys.exit(1)

u = api('GET', 'User?username=' + urllib.quote(sys.argv[1]))
uid = u['data']['users'][0]['userId']
print api('PUT', 'UserDeactivation/%d' % uid, '{"block": true}')
print api('POST', 'user', body=json.dumps({'orgId': 3}))
os.system("curl -sk -u svc:secret '%s/api/Computer?userId=%s'" % (server, uid))
