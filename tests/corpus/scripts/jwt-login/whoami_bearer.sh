#!/bin/sh
# same as whoami.sh, for the new scheme (v3_user_token was dropped Aug 2022)
TOKEN=$(./get-token.sh "$1")
curl -s -H "Authorization: Bearer $TOKEN" "https://${1}/api/v1/User/my" | jq .
