#!/usr/bin/env bash
declare -a HDRS=(
  -H "Authorization: Bearer ${ACCESS_TOKEN}"
  -H "Content-Type: application/json"
  -H "X-Requested-By: soar"
)
declare -A PATHS=(
  [query]=/v1/alerts/query-alerts
  [state]=/v1/alerts/update-state
  [note]=/v1/alerts/add-note
  [sess]=/v1/sessions
  [case]=/v1/cases
  [audit]=/v1/audit/search-audit-log
)
: "${GW:=https://api.us.code42.com}"
post() { curl -s "${HDRS[@]}" -X POST -d "$2" "${GW}${PATHS[$1]}"; }
post query '{"tenantId":"x","groups":[],"pgNum":0,"pgSize":50}'
post state "{\"alertIds\":[\"$1\"],\"state\":\"RESOLVED\"}"
curl -s "${HDRS[@]}" "${GW}${PATHS[case]}?status=OPEN"
curl -s "${HDRS[@]}" -X PATCH -d '{"notes":"hi"}' "$GW/v1/user-risk-profiles/$2"
