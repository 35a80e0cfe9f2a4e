#!/bin/bash
# v2 of the script: uses the portal host
set -o errexit
HOST="api.us.code42.com"
BEARER=$(security find-generic-password -s code42-bearer -w)
day=${1:-$(date -v-1d +%F)}
body="{\"groups\":[{\"filters\":[{\"operator\":\"ON\",\"term\":\"eventTimestamp\",\"value\":\"$day\"}]}]}"

curl -sS "https://$HOST/v1/file-events/export" -H "Authorization: Bearer $BEARER" \
     -H 'Content-Type: application/json' -d "$body" -o "events-$day.csv"

curl -sS "https://$HOST/v1/file-events/saved-searches" -H "Authorization: Bearer $BEARER" \
  | jq -r '.searches[] | .id + " " + .name' | while read -r id name; do
      curl -sS "https://$HOST/v1/file-events/saved-searches/$id" -H "Authorization: Bearer $BEARER" > "saved/$name.json"
done
echo "POST /v1/file-events/export wrote $(wc -l < events-$day.csv) lines"
# splunk hec
curl -k https://splunk.example.com:8088/services/collector/event -H "Authorization: Splunk $HEC" -d @events-$day.csv
