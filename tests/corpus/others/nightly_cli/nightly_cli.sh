#!/bin/bash
# nightly exports with the code42 cli. venv lives in /opt/c42
export PATH=/opt/c42/bin:$PATH
export LC_ALL=en_US.UTF-8
OUT=/srv/exports/$(date +%Y/%m/%d)
mkdir -p "$OUT"

if ! command -v code42 >/dev/null; then
    pip install --quiet 'code42cli==1.16.3'
fi

log() { printf '[%s] %s\n' "$(date +%T)" "$*"; }

log "running code42 alerts search"
code42 alerts search -b 1d -f json --severity HIGH --state OPEN > "$OUT/alerts.json" 2>"$OUT/alerts.err" || log "alerts failed"

log "security data"
code42 --profile siem security-data search -b "$(date -d '-1 day' +%F)" -c nightly \
    --type RemovableMedia --type CloudStorage -f CSV > "$OUT/events.csv"

devices=$(code42 devices list --active -f raw-json | jq -s 'length')
log "$devices active devices"

for org in 10021 10022 20034; do
    code42 users list --org-uid $org --format CSV >> "$OUT/users.csv"
done

if [ "$(date +%u)" -eq 1 ]; then
    code42 legal-hold list --include-inactive | tee "$OUT/lh.txt" | mail -s "weekly legal hold list" legal@example.com
fi

gzip -q "$OUT"/*.csv
aws s3 sync /srv/exports s3://corp-code42-exports/ --only-show-errors
