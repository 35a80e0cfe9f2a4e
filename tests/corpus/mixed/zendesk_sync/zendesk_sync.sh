#!/bin/bash
# open a zendesk ticket for each device that did not back up in 14 days
CP=https://crashplan.int.example.com:4285
REPORT="/api/DeviceBackupReport?pgSize=5000&active=true&srtKey=lastConnected"
ZD=https://ex.zendesk.com/api/v2/tickets.json
ca=/etc/pki/int.pem

fetch () { curl --cacert $ca -s --user "$(cat ~/.cpcred)" -H 'Accept: application/json' "${CP}$1"; }

fetch "$REPORT" | jq -c '.data[] | select(.lastCompletedBackupDate != null)' | while read -r d; do
  age=$(( ($(date +%s) - $(date -d "$(jq -r .lastCompletedBackupDate <<<"$d")" +%s)) / 86400 ))
  [ $age -lt 14 ] && continue
  curl -s -u "$ZU/token:$ZT" -H 'Content-Type: application/json' $ZD \
    -d "{\"ticket\":{\"subject\":\"backup $age days\",\"comment\":{\"body\":$(jq -r '.deviceName|@json' <<<"$d")}}}"
done
