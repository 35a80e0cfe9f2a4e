#!/bin/sh
TOKEN=$(./get-token.sh "$1")
v3_user_token=$TOKEN
curl -s -H "Authorization: v3_user_token $v3_user_token" "https://${1}/api/v1/User/my" | jq .
