#!/usr/bin/python
# archive sizes by org for the monthly chargeback. jp 2013
import httplib, base64, json, sys, string

HOST = 'crashplan.ad.example.org'
PORT = 4285

def fetch(resource):
    conn = httplib.HTTPSConnection(HOST, PORT)
    auth = base64.encodestring('%s:%s' % ('svc-report', open('/root/.cppw').read().strip()))[:-1]
    hdrs = {'Authorization': 'Basic ' + auth, 'Accept': 'application/json'}
    conn.request('GET', '/api/' + resource, None, hdrs)
    resp = conn.getresponse()
    if resp.status != 200:
        print 'GET /api/%s failed: %d' % (resource, resp.status)
        sys.exit(1)
    return json.loads(resp.read())['data']

orgs = fetch('Org?pgSize=500&active=true')['orgs']
total = 0
for o in orgs:
    page = 1
    size = 0
    while True:
        users = fetch('user?orgId=%d&incBackupUsage=true&pgNum=%d' % (o['orgId'], page))['users']
        if not users: break
        for u in users:
            for b in u['backupUsage']:
                size += b['archiveBytes']
        page += 1
    print string.ljust(o['orgName'], 40), size / 1024 / 1024 / 1024, 'GB'
    total += size
print 'total', total / 1024**3
