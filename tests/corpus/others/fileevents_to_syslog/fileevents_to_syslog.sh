#!/bin/bash
#
# pull yesterday's exfil events from Code42 and throw them at syslog (for the SIEM)
# cron: 15 0 * * * root /opt/siem/fileevents_to_syslog.sh

CONF=/etc/c42siem.conf      # CLIENT_ID=key-... CLIENT_SECRET=...
. $CONF

API=https://api.us2.code42.com
FED="/v1/file-events"
BEGIN=$(date -u -d yesterday +%Y-%m-%dT00:00:00.000Z)
END=$(date -u -d today +%Y-%m-%dT00:00:00.000Z)

token=$(curl --silent --request POST "$API/v1/oauth?grant_type=client_credentials" --user "$CLIENT_ID:$CLIENT_SECRET" | python3 -c 'import sys, json; print(json.load(sys.stdin)["access_token"])')

read -r -d '' QUERY <<JSON
{
  "groupClause": "AND",
  "groups": [
    {"filterClause": "AND", "filters": [
       {"operator": "ON_OR_AFTER", "term": "eventTimestamp", "value": "$BEGIN"},
       {"operator": "ON_OR_BEFORE", "term": "eventTimestamp", "value": "$END"}
    ]},
    {"filterClause": "OR", "filters": [
       {"operator": "IS", "term": "exposure", "value": "RemovableMedia"},
       {"operator": "IS", "term": "exposure", "value": "ApplicationRead"}
    ]}
  ],
  "pgNum": 1, "pgSize": 10000, "srtKey": "insertionTimestamp", "srtDir": "asc"
}
JSON

resp=$(echo "$QUERY" | curl -s -X POST "$API$FED" \
   -H "Authorization: Bearer $token" \
   -H "Content-Type: application/json" --data-binary @-)

total=$(jq -r '.totalCount' <<<"$resp")
logger -t code42 "fetched $total file events from /v1/file-events"
if [ "${total:-0}" -ge 10000 ]; then
   # too many for one page, take the csv
   curl -s -X POST "$API$FED/export" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$QUERY" -o /var/spool/c42/$(date +%F).csv
fi

jq -c '.fileEvents[]' <<<"$resp" | while read -r line; do
   logger -n siem.corp.example -P 514 -t code42-fed -- "$line"
done
