#!/usr/bin/env python
# poll Druva, Veeam and the ticket system. (Code42 moved to its own poller)
import base64, json, urllib2, sys

DRUVA = 'https://apis.druva.com'
VEEAM = 'https://veeam.example.net:9398'

def get(url, **headers):
    r = urllib2.Request(url)
    for k, v in headers.items():
        r.add_header(k, v)
    return json.load(urllib2.urlopen(r))

def druva(cid, sec):
    basic = base64.b64encode(cid + ':' + sec)
    r = urllib2.Request(DRUVA + '/token', 'grant_type=client_credentials&scope=read')
    r.add_header('Authorization', 'Basic ' + basic)
    tok = json.load(urllib2.urlopen(r))['access_token']
    d = get(DRUVA + '/insync/endpoints/v1/devices', Authorization='Bearer ' + tok)
    print 'druva', len(d['devices'])
    u = get(DRUVA + '/insync/usermanagement/v1/users', Authorization='Bearer ' + tok)
    print 'druva users', len(u['users'])

def veeam(u, p):
    r = urllib2.Request(VEEAM + '/api/sessionMngr/?v=latest', '')
    r.add_header('Authorization', 'Basic ' + base64.b64encode(u + ':' + p))
    s = urllib2.urlopen(r).info()['X-RestSvcSessionId']
    for j in get(VEEAM + '/api/jobs', **{'X-RestSvcSessionId': s, 'Accept': 'application/json'})['Refs']:
        print j['Name']

def rt(u, p):
    mgr = urllib2.HTTPPasswordMgrWithDefaultRealm()
    mgr.add_password(None, 'https://rt.example.net', u, p)
    o = urllib2.build_opener(urllib2.HTTPBasicAuthHandler(mgr))
    print o.open('https://rt.example.net/REST/2.0/tickets?query=Queue=7').read()

try:
    druva(*sys.argv[1:3])
    veeam(*sys.argv[3:5])
    rt(*sys.argv[5:7])
except urllib2.HTTPError, e:
    print 'HTTP', e.code, '(not the Code42 /api/User 401 again?)'
