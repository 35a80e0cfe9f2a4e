#!/usr/bin/env bash
# Adds everyone in departing.csv to the Departing Employee list.
# 2021-04, secops
# Endpoint docs: https://developer.code42.com/api/#tag/Detection-Lists  (POST /v1/detection-lists/departingemployee/add)

BASE="https://api.us.code42.com"

TOKEN=$(curl -s -u "$CODE42_USER:$CODE42_PASSWORD" "$BASE/v1/auth/" | jq -r .bearerToken)
if [[ -z "$TOKEN" || "$TOKEN" == null ]]; then
    echo "could not get a token from /v1/auth" >&2
    exit 1
fi
AUTH="Authorization: Bearer $TOKEN"

TENANT=$(curl -s -H "$AUTH" "https://console.us.code42.com/api/v1/Customer/my" | jq -r .data.tenantUid)

while IFS=, read -r email date notes
do
    uid=$(curl -s -H "$AUTH" "$BASE/v1/users?username=$email" | jq -r '.users[0].userId')

    curl -s -X POST "$BASE/v1/detection-lists/user/create" \
        -H "$AUTH" -H 'Content-Type: application/json' \
        -d "{\"tenantId\":\"$TENANT\",\"userName\":\"$email\"}" > /dev/null

    curl -s -X POST \
        -H "$AUTH" \
        -H 'Content-Type: application/json' \
        --data "{\"tenantId\":\"$TENANT\",\"userId\":\"$uid\",\"departureDate\":\"$date\"}" \
        "$BASE/v1/detection-lists/departingemployee/add"

    curl -s -X POST "$BASE/v1/detection-lists/user/addriskfactors" -H "$AUTH" -H 'Content-Type: application/json' -d "{\"tenantId\":\"$TENANT\",\"userId\":\"$uid\",\"riskFactors\":[\"FLIGHT_RISK\"]}"
    curl -s -X POST "$BASE/v1/detection-lists/user/updatenotes" -H "$AUTH" -H 'Content-Type: application/json' -d "{\"tenantId\":\"$TENANT\",\"userId\":\"$uid\",\"notes\":\"$notes\"}"
done < departing.csv

curl -s -X POST "$SLACK_WEBHOOK" -d '{"text":"departing employees list updated"}'
