#!/bin/bash
# nightly pulls with the code42 CLI
export PATH=/opt/venv/bin:$PATH
pip install --quiet --upgrade code42cli
code42 profile use soc
code42 security-data search -b "$(date -d yesterday +%F)" -f CSV > /data/fe.csv
code42 alerts search -b 1d --state OPEN -f JSON-LINES | \
   jq -c . >> /data/alerts.jsonl
n=$(code42 devices list --active -f CSV | wc -l)
echo "code42 devices list returned $n lines"
code42 departing-employee bulk add /data/leavers.csv
/opt/venv/bin/code42 audit-logs search -b 1d -f JSON > /data/audit.json
rm -rf /var/log/code42
ls -la /opt/code42
