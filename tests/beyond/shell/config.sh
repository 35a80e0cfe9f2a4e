#!/bin/bash
# Verbs and paths read from a table, a body by pipe, several paths in braces.
HOST=https://console.us.code42.com
while read -r verb path; do
  curl -s -X "$verb" -H "Authorization: v3_user_token t" "$HOST$path"
done <<'TABLE'
GET /api/User/42
GET /app/api/Computer/900
TABLE
curl -s -H "Authorization: v3_user_token t" "$HOST"/api/{User/43,Computer/901}
