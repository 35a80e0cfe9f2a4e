#!/usr/bin/env bash
# only current endpoints in here (2023-11)
set -euo pipefail
API=${INCYDR_URL:-https://api.us2.code42.com}
tok=$(curl -fsS -X POST "$API/v1/oauth" -u "$INCYDR_API_CLIENT_ID:$INCYDR_API_CLIENT_SECRET" -d grant_type=client_credentials | jq -r .access_token)
get()  { curl -fsS -H "Authorization: Bearer $tok" "$API/$1"; }
post() { curl -fsS -H "Authorization: Bearer $tok" -H 'Content-Type: application/json' -d "$2" "$API/$1"; }

get "v1/sessions?states=OPEN&page_size=50" | jq -r '.items[].sessionId' > ids.txt
while read -r s; do
  get "v1/sessions/$s/events" | jq -c '.queryResult.fileEvents[]?'
done < ids.txt
post v2/file-events '{"groups":[],"pgNum":1,"pgSize":10}' | jq .totalCount
get "v1/cases?status=OPEN"
post v1/audit/search-audit-log '{"eventTypes":["logged_in"],"page":0,"pageSize":50}'
get "v1/agents?active=true&page_size=500" | jq -r '.agents[].name'
get "v2/watchlists?page=1&page_size=100"
get "v1/users?active=true&page=1&pageSize=500"
get v1/legal-hold/matters
get "v1/orgs"
get "v1/actors/actor/name/$USER@example.com"
post v1/users/"$1"/deactivate '{}'
