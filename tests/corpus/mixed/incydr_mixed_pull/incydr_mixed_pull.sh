#!/usr/bin/env bash
# pulls alerts + details to /var/spool for the SIEM
set -u
API="https://api.us2.code42.com"
TOK=$(curl -s -X POST "$API/v1/oauth?grant_type=client_credentials" \
	--user "$CID:$CSEC" | jq -r '.access_token')
SPOOL=/var/spool/c42
hdr="Authorization: Bearer $TOK"

curl -s -H "$hdr" -H 'content-type: application/json' \
	-X POST "$API/v1/alerts/query-alerts" \
	-d "$(cat /etc/c42/alertq.json)" > "$SPOOL/alerts.json"

for id in $(jq -r '.alerts[].id' "$SPOOL/alerts.json"); do
	curl -s -H "$hdr" -H 'content-type: application/json' "$API"'/v1/alerts/query-details' \
		-d '{"alertIds":["'"$id"'"]}' >> "$SPOOL/details.ndjson"
done

curl -s -H "$hdr" "$API/v1/watchlists?page_size=200" > "$SPOOL/wl.json"
curl -s -H "$hdr" "$API/v1/users?active=true" > "$SPOOL/users.json"
curl -s -H "$hdr" "$API/v1/user-risk-profiles?page=1" > "$SPOOL/risk.json"
logger -t c42 "v1/alerts pulled: $(jq .totalCount "$SPOOL/alerts.json")"
