#!/usr/bin/python
# Set the CrashPlan org of a Mac from the department in the JSS.
# Runs on the JSS server, nightly.

import sys
import json
import base64
import urllib2
import xml.etree.ElementTree as ET

JSS = 'https://jss.example.edu:8443'
C42 = 'https://cp.example.edu:4285'
CREDS = {}
execfile('/usr/local/etc/jss2c42.conf', CREDS)

ORGS = {'Library': 14, 'Physics': 15, 'Arts': 16}


def jss(path):
    r = urllib2.Request(JSS + '/JSSResource' + path)
    r.add_header('Authorization', 'Basic ' + base64.b64encode(CREDS['jss_user'] + ':' + CREDS['jss_pw']))
    return ET.fromstring(urllib2.urlopen(r).read())


def c42(path, data=None, verb=None):
    r = urllib2.Request(C42 + '/api/' + path, data and json.dumps(data))
    r.add_header('Authorization', 'Basic ' + base64.b64encode(CREDS['c42_user'] + ':' + CREDS['c42_pw']))
    if verb:
        r.get_method = lambda: verb
    try:
        txt = urllib2.urlopen(r, timeout=30).read()
    except urllib2.HTTPError, e:
        print 'C42 %s: %s' % (path, e.code)
        return None
    return txt and json.loads(txt)['data']


for c in jss('/computers/subset/basic').findall('computer'):
    cid = c.findtext('id')
    full = jss('/computers/id/%s/subset/location' % cid)
    dept = full.findtext('location/department')
    user = full.findtext('location/username')
    if dept not in ORGS or not user:
        continue
    hits = c42('User?username=' + user)
    if not hits or not hits['users']:
        continue
    u = hits['users'][0]
    if u['orgId'] == ORGS[dept]:
        continue
    print '%s: %d -> %d' % (user, u['orgId'], ORGS[dept])
    c42('UserMoveProcess', {'userId': u['userId'], 'parentOrgId': ORGS[dept]}, 'POST')
    for comp in c42('Computer?active=true&userId=%d' % u['userId'])['computers']:
        print '   ', comp['guid'], comp['name']
