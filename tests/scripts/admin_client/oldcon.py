# -*- coding: latin-1 -*-
# Autor: Jürgen Müller
import httplib, base64, json, sys

HOST = 'console.us.code42.com'

def auth(user, pw):
    return 'Basic ' + base64.encodestring('%s:%s' % (user, pw)).strip()

def get(resource, user, pw):
    conn = httplib.HTTPSConnection(HOST, 443)
    headers = {'Authorization': auth(user, pw), 'Accept': 'application/json'}
    conn.request('GET', '/api/' + resource, None, headers)
    resp = conn.getresponse()
    if resp.status != 200:
        raise Exception, 'GET /api/%s failed für %s' % (resource, HOST)
    return json.loads(resp.read())

def block(uid, user, pw):
    conn = httplib.HTTPSConnection(HOST)
    conn.putrequest('PUT', '/api/UserBlock/' + str(uid))
    conn.putheader('Authorization', auth(user, pw))
    conn.endheaders()
    print conn.getresponse().status

if __name__ == '__main__':
    for o in get('org?active=true', sys.argv[1], sys.argv[2])['data']['orgs']:
        print o['orgName'], `o['orgId']`
    for c in get('computer?pgNum=1&incBackupUsage=true', sys.argv[1], sys.argv[2])['data']['computers']:
        print c['name']
