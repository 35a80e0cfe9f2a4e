#!/usr/bin/env python2
# HR feed -> Code42 departing employee list
# uses ECM service directly since our py is 2.7 and security said no pip

import csv, sys, json, urllib2, base64, os

CONSOLE = 'https://console.us.code42.com'
ECM = 'https://ecm-east.us.code42.com'

def jwt():
    r = urllib2.Request(CONSOLE + '/c42api/v3/auth/jwt?useBody=true')
    r.add_header('Authorization', 'Basic ' + base64.b64encode(os.environ['C42U'] + ':' + os.environ['C42P']))
    if os.environ.get('C42TOTP'):
        r.add_header('totp-auth', os.environ['C42TOTP'])
    return json.load(urllib2.urlopen(r))['data']['v3_user_token']

TOK = jwt()

def ecm(op, body):
    r = urllib2.Request(ECM + op, json.dumps(body))
    r.add_header('Content-Type', 'application/json')
    r.add_header('Authorization', 'v3_user_token ' + TOK)
    return json.load(urllib2.urlopen(r))

def tenant():
    r = urllib2.Request(CONSOLE + '/c42api/v3/customer/my', headers={'Authorization': 'Bearer ' + TOK})
    return json.load(urllib2.urlopen(r))['data']['tenantUid']

T = tenant()
for row in csv.DictReader(open(sys.argv[1], 'rb')):
    try:
        u = ecm('/svc/api/v2/user/getbyusername', {'tenantId': T, 'username': row['email']})
        ecm('/svc/api/v2/departingemployee/add', {'tenantId': T, 'userId': u['userId'], 'departureDate': row['last_day']})
        if row.get('notes'):
            ecm('/svc/api/v2/user/updatenotes', {'tenantId': T, 'userId': u['userId'], 'notes': row['notes']})
        print 'added', row['email']
    except urllib2.HTTPError, e:
        if e.code == 409:
            print 'already on list:', row['email']
        else:
            print 'failed', row['email'], e.read()
