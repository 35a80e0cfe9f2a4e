#!/usr/bin/env python
# legalhold_csv.py - put everybody in a csv on legal hold
# needs CP server >= 5.2
import sys, json, csv, logging
import requests
from requests.auth import HTTPBasicAuth

logging.basicConfig(filename='legalhold.log', level=logging.INFO)

BASE = sys.argv[1]
AUTH = HTTPBasicAuth(sys.argv[2], sys.argv[3])

class Resource:
    LH = '/api/LegalHold'
    MEMBER = '/api/LegalHoldMembership'
    MEMBER_OFF = '/api/LegalHoldMembershipDeactivation'
    USER = '/api/v1/User'

def api(method, res, **kw):
    r = requests.request(method, BASE + res, auth=AUTH, verify=False, **kw)
    logging.info('%s %s -> %s', method, r.url, r.status_code)
    r.raise_for_status()
    try:
        return r.json()['data']
    except ValueError, e:
        return None

def find_hold(name):
    for h in api('GET', Resource.LH, params={'name': name, 'activeState': 'ACTIVE'})['legalHolds']:
        if h['name'] == name:
            return h['legalHoldUid']
    print 'no such hold:', name
    # api('POST', '/api/LegalHold', ...) would create it, but legal wants to do that by hand
    sys.exit(3)

hold = find_hold(sys.argv[4])
members = api('GET', Resource.MEMBER, params={'legalHoldUid': hold})['legalHoldMemberships']
have = dict((m['user']['email'], m['legalHoldMembershipUid']) for m in members)
want = [r[0].strip().lower() for r in csv.reader(open(sys.argv[5]))]

for w in want:
    if w in have:
        continue
    us = api('GET', Resource.USER, params={'q': w})['users']
    if not us:
        print 'unknown', w
        continue
    api('POST', Resource.MEMBER, data=json.dumps({'legalHoldUid': hold, 'userUid': us[0]['userUid']}))
    print 'added', w

for email, uid in have.iteritems():
    if email not in want:
        api('POST', Resource.MEMBER_OFF, data=json.dumps({'legalHoldMembershipUid': uid}))
        print 'released', email
