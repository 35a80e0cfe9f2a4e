#!/bin/bash
# crontab: 15 6 * * * /opt/code42-cli-jobs/daily.sh
export PATH=/opt/venv/bin:$PATH
cd /opt/code42-cli-jobs || exit 1

code42 profile use prod || exit 1
echo "code42 alerts: starting"
code42 alerts search -b 24h --state OPEN -f JSON > out/alerts.json
code42 security-data search -c daily -t SharedViaLink -f CSV > "out/events-$(date +%F).csv"
code42 audit-logs search --begin 1d -f CSV \
    | mail -s 'audit' secops@example.com

devices=$(code42 devices list --active --include-backup-usage -f CSV)
echo "$devices" | awk -F, '$5 > 30' > out/stale.csv

if [ -s in/leavers.csv ]; then
    code42 departing-employee bulk add in/leavers.csv 2>> err.log
    mv in/leavers.csv "in/done/$(date +%s).csv"
fi
code42 high-risk-employee list -f CSV | tail -n +2 | cut -d, -f1 | sort > out/hre.txt

while IFS= read -r matter; do
    code42 legal-hold show "$matter" --include-inactive > "out/lh-$matter.txt"
done < matters.txt

aws s3 sync out "s3://example-code42/$(date +%F)/"
curl -fsS -m 10 https://hc-ping.com/0000-1111
