#!/usr/bin/env python
"""Move users named in a CSV (username,orgId) to another org.

Calls POST /api/UserMoveProcess once per row.
"""  
import csv, sys
from c42_lib import C42

C42.readConf()
ok = bad = 0
for row in csv.reader(open(sys.argv[1], 'rb')):
    r = C42.executeRequest("get", C42.cp_api_user, {'username': row[0]})
    found = r['data']['users']
    if len(found) <> 1:
        print "skip %s (%d hits)" % (row[0], len(found))
        bad += 1
        continue
    C42.move(found[0]['userId'], int(row[1]))
    ok += 1
print ok, "moved,", bad, "skipped"
