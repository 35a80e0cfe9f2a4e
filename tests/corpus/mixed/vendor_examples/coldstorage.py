#!/usr/bin/python
"""
Lists archives in cold storage, and optionally purges them

   GET  /api/ColdStorage?orgId=...
   PUT  /api/ColdStorage/{guid}?idType=guid
"""
import urllib2, base64, json, sys
from optparse import OptionParser

parser = OptionParser()
parser.add_option("-s", dest="server", default="https://localhost:4285")
parser.add_option("-u", dest="user", default="admin")
parser.add_option("-p", dest="password")
parser.add_option("-o", dest="org", default="2")
parser.add_option("--purge", action="store_true", default=False)
(opts, args) = parser.parse_args()

API = opts.server + "/api/"

def call(res, method="GET", body=None):
	req = urllib2.Request(API + res, body)
	req.add_header("Authorization", "Basic " + base64.encodestring(opts.user + ":" + opts.password).replace("\n", ""))
	req.add_header("Content-Type", "application/json")
	req.get_method = lambda: method
	try:
		return json.load(urllib2.urlopen(req))
	except urllib2.HTTPError, e:
		print >>sys.stderr, "%s -> HTTP %d" % (res, e.code)
		return None

rows = call("ColdStorage?orgId=%s&pgSize=999&active=true" % opts.org)
if not rows:
	sys.exit(1)
for c in rows['data']['coldStorageRows']:
	print c['sourceComputerName'], c['archiveHoldExpireDate'], c['archiveBytes']
	if opts.purge:
		call("ColdStorage/%s?idType=guid" % c['archiveGuid'], "PUT", json.dumps({"archiveHoldExpireDate": "2014-01-01"}))
