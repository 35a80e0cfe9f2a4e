#!/bin/bash
# cron: */10 * * * *
. /etc/c42/secrets
HOST=https://alert-service-east.us.code42.com
JWT=$(curl -s -u "$C42U:$C42P" https://console.us.code42.com/c42api/v3/auth/jwt?useBody=true | jq -r '.data.v3_user_token')
[ "$JWT" = null ] && logger -t c42 "auth/jwt failed, no v3_user_token" && exit 1

resp=$(curl -s -X POST "$HOST/svc/api/v1/query-alerts" -H "Authorization: Bearer $JWT" -H 'Content-Type: application/json' -d @query.json)
ids=$(jq -r '.alerts[].id' <<<"$resp")
for id in $ids; do
  curl -s -X POST $HOST/svc/api/v1/query-details \
    -H "Authorization: v3_user_token $JWT" \
    -H 'Content-Type: application/json' -d "{\"alertIds\":[\"$id\"]}" > "alert-$id.json"
  curl -s -X POST -H "Authorization: Bearer $JWT" $HOST'/svc/api/v1/add-note' -d "{\"alertId\":\"$id\",\"note\":\"sent to SIEM\"}"
done
