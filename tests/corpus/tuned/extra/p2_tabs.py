#!/usr/bin/env python2
# mixed tabs and spaces, old exceptions
import sys, string, types
import requests
from requests.auth import HTTPBasicAuth as BA

cpc_host = 'https://code42.example.com'
cpc_port = '4285'
cpc_username = 'admin'
cpc_password = ''
MAX_PAGES = 0777

def computeBaseUrl():
	return cpc_host + ':' + cpc_port + '/api/'

def promptForPassword():
        global cpc_password
	cpc_password = raw_input('pw: ')

def fetch(resource, **params):
    url = computeBaseUrl() + resource
    try:
        r = requests.get(url, params=params, auth=BA(cpc_username, cpc_password), verify=False)
    except (requests.Timeout, requests.ConnectionError), e:
        print >>sys.stderr, "failed", e,
        raise SystemExit, 1
    if r.status_code <> 200: print "HTTP %d from /api/User" % r.status_code
    return r.json()['data']

by_name = lambda (k, v): v['username']
for k, v in sorted(dict((u['userId'], u) for u in fetch('User', active='true')['users']).items(), key=by_name):
	print k, `v`
	if v.has_key('orgId'): print fetch('org/%d' % v['orgId'])['orgName']
exec "x = 1"
print fetch('Computer/%s?idType=guid' % sys.argv[1])['name']
