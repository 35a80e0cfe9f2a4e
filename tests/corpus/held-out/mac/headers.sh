#!/bin/bash
SVR=https://console.us.code42.com
AUTH_HEADER="Authorization: v3_user_token $1"
HDRS=(-H "Accept: application/json" -H "$AUTH_HEADER")

request () {
    curl -s "${HDRS[@]}" --request "$1" \
         "$SVR$2" ${3:+--data "$3"}
}

request PUT "/api/v1/UserBlock/$2"
request GET /api/v1/Computer
request POST /svc/api/v1/Rules/add-users "$(cat <<EOF
{"ruleId": "1", "note": "not /api/User"}
EOF
)"
curl -s "${HDRS[@]}" "$SVR/api/Org" | jq .
curl --silent --location --request POST 'https://api.us.code42.com/v1/file-events/grouping' \
--header 'Content-Type: application/json' \
--header "Authorization: Bearer $TOKEN" \
--data-raw '{
    "groupingTerm": "md5Checksum"
}'
curl --location 'https://api.us.code42.com/v1/watchlists' --header "Authorization: Bearer $TOKEN"
curl --location 'https://api.us.code42.com/v2/watchlists' --header "Authorization: Bearer $TOKEN"
curl -s -u "$CLIENT:$SECRET" --data 'grant_type=client_credentials' https://api.us.code42.com/v1/oauth
curl -s -H "totp-auth: $CODE" -u "$U:$P" "$SVR/api/v1/User/my"
