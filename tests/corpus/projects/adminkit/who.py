from consts import *
from kit import call
import sys
# prints owner of a device, GET /api/Computer/<id> then /api/User/<id>
d = call('GET', API_COMPUTER + sys.argv[1])
u = call('GET', API_V1_USER + str(d['userId']))
print u['username'], d['name']
sub = call('GET', '/api/LegalHoldMembership', userUid=u['userUid'])
print len(sub['legalHoldMemberships']), 'holds'
ev = call('GET', '/api/v1/LegalHoldEventReport', params='pgNum=1')
print len(ev), 'events'
