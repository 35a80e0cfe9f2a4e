#!/bin/bash
# crontab: 0 6 * * * /opt/c42/cron_code42cli.sh
export PATH=/opt/c42/venv/bin:$PATH
pip install --quiet code42cli==1.14.2
OUT=/srv/export/$(date +%F)
mkdir -p "$OUT"
code42 profile use siem
code42 security-data search -b 1d --include-all \
   -c nightly -f raw-json > "$OUT/events.json"
if ! code42 alerts search -b 1d -c nightly > "$OUT/alerts.json" 2>"$OUT/err"; then
   mail -s "code42 alerts search failed" sec@example.com < "$OUT/err"
fi
n=$(code42 devices list --active -f csv | wc -l)
code42 audit-logs send-to syslog.example.com:514 -p TCP -b 1d
yes | code42 high-risk-employee bulk add /srv/hr/high_risk.csv
echo "$n devices, see code42 --help for more" >> /var/log/c42.log
