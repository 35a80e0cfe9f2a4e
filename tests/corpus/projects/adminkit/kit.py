#!/usr/bin/env python
# adminkit: block or unblock a whole org. kit.py ORGID block|unblock
import sys, json, base64, httplib, urllib
from consts import *

_hdr = None

def auth():
    global _hdr
    if _hdr is None:
        u = raw_input('user: ')
        import getpass
        _hdr = {'Authorization': 'basic ' + base64.b64encode(u + ':' + getpass.getpass()), 'Accept': 'application/json'}
    return _hdr

def call(verb, path, **q):
    c = httplib.HTTPSConnection(HOST, PORT)
    c.request(verb, path + (q and '?' + urllib.urlencode(q) or ''), headers=auth())
    r = c.getresponse()
    t = r.read()
    if r.status >= 300:
        print >>sys.stderr, verb, path, r.status
        return None
    return t and json.loads(t)['data']

def users(org):
    n = 1
    while True:
        d = call('GET', API_USER, orgId=org, pgNum=n, active='true')
        if not d or not d['users']:
            raise StopIteration
        for u in d['users']:
            yield u
        n += 1

def main(org, what):
    verb = {'block': 'PUT', 'unblock': 'DELETE'}[what]
    print 'org is', call('GET', API_ORG + org)['orgName']
    for u in users(org):
        call(verb, API_USER_BLOCK % u['userId'])
        print what, u['username']
    if what == 'block' and raw_input('deactivate org too? ') == 'yes':
        call('PUT', API_ORG_DEAC % org)
        print 'sent PUT /api/OrgDeactivation/' + org

main(*sys.argv[1:3])
