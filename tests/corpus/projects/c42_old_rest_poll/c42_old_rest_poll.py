#!/usr/bin/env python
# for server 3.0 - 3.8, before /api was there; falls back to /rest
import sys
import json
import urllib
import urllib2

class Pro:
	def __init__(s, url, u, p):
		s.url = url
		s.auth = 'Basic %s' % ('%s:%s' % (u, p)).encode('base64').strip()
	def get(s, path):
		req = urllib2.Request(s.url + path, None, {'Authorization': s.auth})
		return json.loads(urllib2.urlopen(req).read())
	def computers(s, guid=None):
		try:
			return s.get('/api/Computer?' + urllib.urlencode({'guid': guid or ''}))['data']['computers']
		except urllib2.HTTPError, e:
			if e.code != 404: raise
		return s.get('/rest/computers?guid=%s' % guid)['computers']
	def user(s, uid):
		return s.get('/api/user/%d?incRoles=1' % uid)['data']
	def org(s, oid):
		return s.get('/api/org/%d' % oid)['data']

p = Pro(*sys.argv[1:4])
for c in p.computers(len(sys.argv) > 4 and sys.argv[4] or None):
	u = p.user(c['userId'])
	print '%s;%s;%s;%s' % (c['guid'], c['name'], u['username'], p.org(u['orgId'])['orgName'])
