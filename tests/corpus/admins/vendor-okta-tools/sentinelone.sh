#!/bin/bash
# decommission agents of leavers
S1=https://usea1.sentinelone.net/web/api/v2.1
auth="Authorization: ApiToken $S1_TOKEN"
curl -s -H "$auth" "$S1/users?email=$1" | jq .
curl -s -H "$auth" "$S1/agents?computerName__contains=$2" > a.json
curl -s -X POST -H "$auth" -H 'Content-Type: application/json' "$S1/agents/actions/decommission" -d '{"filter":{"ids":["'$3'"]}}'
code=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Basic $(printf %s "$ZD" | base64)" "https://example.zendesk.com/api/v2/users/$4.json")
curl -s -u "$F:X" "https://example.freshservice.com/api/v2/alerts"
