#!/bin/bash
# daily report with the incydr cli (replaces the old code42 cli job)
# INCYDR_URL / INCYDR_API_CLIENT_ID / INCYDR_API_CLIENT_SECRET come from vault
eval "$(vault kv get -format=json secret/incydr | jq -r '.data.data | to_entries[] | "export \(.key)=\(.value)"')"

pip install -q --upgrade 'incydr[cli]'
D=/var/reports/incydr; mkdir -p $D

incydr sessions search --start P1D --severity high --format csv > $D/sessions.csv
incydr file-events search --start P1D --risk-score 5 --format json-lines > $D/events.jsonl
incydr agents list --active --format csv > $D/agents.csv
incydr users list --active --format csv > $D/users.csv
# still on the old names, TODO
incydr devices list --format csv > $D/devices.csv
incydr alerts search --start P1D --format json-lines | jq -r .id > $D/alert_ids

for wl in $(incydr watchlists list --format json-lines | jq -r .watchlistId); do
  incydr watchlists list-included-users $wl --format csv >> $D/wl.csv
done
incydr cases list --status OPEN --format csv > $D/cases.csv
incydr audit-log search --start P1D > $D/audit.txt
tar czf /var/reports/incydr-$(date +%F).tgz -C /var/reports incydr
