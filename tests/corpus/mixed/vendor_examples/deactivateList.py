#!/usr/bin/env python
# usage: deactivateList.py users.csv
# NOTE: calls PUT /api/UserDeactivation/<id> for each row
import csv, sys
from c42lib import Backup42

Backup42.setLoggingLevel()

if len(sys.argv) < 2:
    print "usage: %s file.csv" % sys.argv[0]
    sys.exit(1)

f = open(sys.argv[1], 'rU')
n = 0
for row in csv.reader(f):
    if not row or row[0].startswith('#'):
        continue
    u = Backup42.getUser({'username': row[0]})
    if u is None:
        print "no such user:", row[0]
        continue
    # move out of the way first
    r = Backup42.executeRequest("post", Backup42.cp_api_userMoveProcess, {}, {"userId": u['userId'], "parentOrgId": 42})
    if r.status_code not in (200, 204):
        print "move failed"
    if Backup42.deactivateUser(u['userId']):
        n += 1
    # drop the desktop role
    Backup42.executeRequest("delete", "/api/UserRole", {'userId': u['userId'], 'roleName': 'Desktop User'}, {})
print "%d users deactivated" % n
