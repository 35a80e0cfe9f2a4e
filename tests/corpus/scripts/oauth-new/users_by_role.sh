#!/usr/bin/env bash
set -eu
API=https://api.us.code42.com
tok=$(curl -s -X POST -u "$CLIENT_ID:$CLIENT_SECRET" "$API/v1/oauth?grant_type=client_credentials" | jq -r .access_token)
hdr="Authorization: Bearer $tok"

curl -s -H "$hdr" "$API/v1/users?active=true&pageSize=500" | jq -r '.users[].username' > users.txt
curl -s -H "$hdr" "$API/v1/users/roles" | jq -r '.[].roleName' > roles.txt
while read -r uid; do
  curl -s -H "$hdr" "$API/v1/users/$uid/roles"
done < uids.txt
curl -s -H "$hdr" "$API/v1/orgs"
curl -s -H "$hdr" "$API/v1/agents?active=true"
curl -s -H "$hdr" "$API/v1/users/$1/devices"
