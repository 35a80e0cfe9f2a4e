#!/usr/bin/env bash
set -euo pipefail
API=${API:-https://api.us.code42.com}

token() {
  curl -sf -X POST -u "$CLIENT_ID:$CLIENT_SECRET" "$API/v1/oauth?grant_type=client_credentials" | jq -r .access_token
}

T=$(token)
auth=(-H "Authorization: Bearer $T")

case "${1:-}" in
  users)    curl -sf "${auth[@]}" "$API/v1/users?page=1&pageSize=500" | jq . ;;
  cases)    curl -sf "${auth[@]}" "$API/v1/cases" | jq . ;;
  sessions) curl -sf "${auth[@]}" "$API/v1/sessions?page_size=50" | jq . ;;
  agents)   curl -sf "${auth[@]}" "$API/v1/agents?active=true" | jq . ;;
  events)   curl -sf "${auth[@]}" -X POST "$API/v2/file-events" -d @query.json -H 'Content-Type: application/json' ;;
  customer) curl -sf "${auth[@]}" "$API/v1/customer" ;;
  watchlists) curl -sf "${auth[@]}" "$API/v2/watchlists" ;;
  *) echo "usage: $0 users|cases|sessions|agents|events  (alerts: /v1/alerts is gone)" >&2; exit 2 ;;
esac
