#!/usr/bin/env python
import csv, sys
sys.path.append('.')
from C42Shared import Sh

Sh.cp_host = 'https://console.us.code42.com'
Sh.cp_username = raw_input('user: ')

out = csv.writer(open('holds.csv', 'wb'))
out.writerow(['matter', 'active', 'custodian'])
for lh in Sh.getLegalHolds():
    print lh['name'], lh['legalHoldUid']
    summary = Sh.getLegalHoldMembershipSummary(lh['legalHoldUid'])
    for m in summary['legalHoldMemberships']:
        out.writerow([lh['name'], lh['active'], m['user']['username']])
        # LegalHoldEventReport would give history, too slow
    if '--report' in sys.argv:
        rep = Sh.executeRequest('get', '/api/legalHoldEventReport', {'legalHoldUid': lh['legalHoldUid']})
        open(lh['legalHoldUid'] + '.csv', 'wb').write(rep.content)
