#!/usr/bin/env bash
set -euo pipefail
API="${INCYDR_URL:-https://api.us.code42.com}"
OUT=/srv/incydr

token () {
  curl -fsS -X POST \
    --user "${INCYDR_API_CLIENT_ID}:${INCYDR_API_CLIENT_SECRET}" \
    "${API}/v1/oauth/token?grant_type=client_credentials" \
    | jq -r '.access_token'
}
T="$(token)"
AUTH=(-H "Authorization: Bearer ${T}")

curl -fsS "${AUTH[@]}" "${API}/v1/cases?pgSize=200" > "$OUT/cases.json"
curl -fsS "${AUTH[@]}" -X POST "${API}/v1/audit/search-audit-log" -d '{}' -H 'content-type: application/json' > "$OUT/audit.json"
curl -fsS "${AUTH[@]}" "${API}/v1/orgs" > "$OUT/orgs.json"
for p in 1 2 3; do
  curl -fsS "${AUTH[@]}" "${API}/v1/users?page=$p&pageSize=500&active=true" >> "$OUT/users.json"
done
curl -fsS "${AUTH[@]}" \
  -H 'content-type: application/json' \
  --data-binary @/opt/c42/q-v2.json \
  "${API}/v2/file-events" > "$OUT/events.json"
curl -fsS "${AUTH[@]}" \
  -H 'content-type: application/json' \
  --data-binary @/opt/c42/q-v1.json \
  "${API}"'/v1/file-events' > "$OUT/events_old.json"
curl -fsS "${AUTH[@]}" "${API}/v1/user-risk-profiles?manager_id=$1&page_size=500" > "$OUT/urp.json"
curl -fsS "${AUTH[@]}" "${API}/v1/file-events/saved-searches" > "$OUT/saved.json"
curl -fsS "${AUTH[@]}" "${API}/v2/file-events/saved-searches" > "$OUT/saved2.json"
curl -fsS "${AUTH[@]}" "${API}/v1/watchlists?page_size=100" > "$OUT/wl.json"
