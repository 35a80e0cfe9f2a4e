#!/usr/bin/env python
# block anything not seen in x days
import sys
from datetime import datetime, timedelta
from C42Shared import *

cutoff = datetime.now() - timedelta(days=int(sys.argv[1]))
Sh.cp_host, Sh.cp_username = 'https://cp.example.edu', 'sa'
Sh.cp_port = 4285
pg = 1
while 1:
    r = Sh.executeRequest('get', Sh.cp_api_computer, {'pgNum': pg, 'active': 'true'})
    comps = r.json()['data']['computers']
    if not comps:
        break
    for c in comps:
        seen = datetime.strptime(c['lastConnected'][:10], '%Y-%m-%d')
        if seen < cutoff:
            print 'block', c['name']
            Sh.blockDevice(c['computerId'])
            Sh.executeRequest('post', Sh.cp_api_deviceUpgrade, {}, {'deviceId': c['computerId']})
    pg += 1
