#!/bin/bash
# PROe weekly report: users near quota, mailed as HTML
cd /opt/proe-report || exit 1
. ./settings         # PROE_HOST PROE_USER PROE_PASS MAILTO

CURL="curl -s -k -u $PROE_USER:$PROE_PASS"
REST=$PROE_HOST/rest

$CURL "$REST/users?status=Active&includeComputerUsage=true" > users.json
$CURL $REST/orgs > orgs.json
$CURL "$PROE_HOST"/rest/computers?days=7\&status=Active > computers.json

cat > report.py <<'EOF'
import json
u = json.load(open('users.json'))
print "<html><body><h2>CrashPlan PROe</h2><table>"
for x in sorted(u['users'], key=lambda x: x['username']):
    # /rest/users/%s would give the details
    print "<tr><td>%s</td><td>%s</td></tr>" % (x['username'], x['archiveBytes'])
print "</table></body></html>"
EOF
python2.7 report.py > report.html

( echo "To: $MAILTO"; echo "Subject: PROe weekly"; echo "Content-Type: text/html"; echo; cat report.html ) | /usr/sbin/sendmail -t
rm -f users.json orgs.json computers.json
