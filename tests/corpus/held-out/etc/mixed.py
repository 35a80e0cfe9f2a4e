# -*- coding: iso-8859-1 -*-
# René wrote this
from ConfigParser import SafeConfigParser
import requests, sys, time

config = SafeConfigParser()
config.read('c42.ini')
server = config.get('code42', 'server')
auth = requests.auth.HTTPBasicAuth(config.get('code42', 'user'), config.get('code42', 'password'))
snow = 'https://acme.service-now.com'

def users(page):
    return requests.get('{0}/api/User?pgNum={1}&pgSize=100'.format(server, page), auth=auth, verify=False).json()

page = 1
while 1:
    got = users(page)['data']['users']
    if not got: break
    for u in got:
        if u['status'] <> 'Active': continue
        print u['username'], u['email'].encode('latin-1')
        tickets = requests.get(snow + '/api/now/v1/table/sys_user?email=' + u['email'], auth=(config.get('snow', 'u'), config.get('snow', 'p')))
        if not tickets.json()['result']:
            r = requests.put(server + '/api/UserBlock/' + str(u['userId']), auth=auth)
            r = requests.post(server + '/api/User/' + str(u['userId']), json={'emailPromo': False}, auth=auth)
            print 'bloqué', r.status_code
    page += 1
    time.sleep(1)
exec "print 'done'"
