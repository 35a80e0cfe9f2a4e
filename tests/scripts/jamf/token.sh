#!/usr/bin/env bash
set -euo pipefail
console=https://console.us.code42.com
read -rp "user: " user
read -rsp "password: " pass

TOKEN=$(curl -s -u "$user:$pass" "$console/c42api/v3/auth/jwt?useBody=true" | jq -r .data.v3_user_token)

call() {
  local verb=$1 path=$2; shift 2
  curl -s -X "$verb" "$console$path" \
    -H "Accept: application/json" \
    -H "Authorization: v3_user_token $TOKEN" \
    "$@"
}

call GET /api/User/my
call GET '/api/v1/User?active=true'
call POST /svc/api/v1/query-alerts -d '{}'
call POST /svc/api/v2/highriskemployee/add -d "{\"userId\": \"$1\"}"
call DELETE "/api/v1/UserBlock/$2"
curl -s -H "authorization: Bearer $TOKEN" "$console"'/api/v3/customer/my'

NEW=$(curl -s -u "$CLIENT_ID:$CLIENT_SECRET" -X POST https://api.us.code42.com/v1/oauth?grant_type=client_credentials)
curl -s -H "Authorization: Bearer $NEW" https://api.us.code42.com/v1/cases
curl -sG -H "Authorization: Bearer $NEW" --url https://api.us.code42.com/v1/devices --data-urlencode "active=true"
wget -qO- --user="$user" --password="$pass" "$console/api/Org"
