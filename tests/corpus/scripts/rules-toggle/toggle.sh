#!/bin/bash
# enable/disable alert rules during pen tests
GW=https://api.us.code42.com
T="Authorization: Bearer $C42_TOKEN"
if [ "$1" = off ]; then en=false; else en=true; fi
curl -s -H "$T" -H 'Content-Type: application/json' -X POST $GW/v1/alert-rules/update-is-enabled -d "{\"tenantId\":\"$TEN\",\"ruleIds\":[\"$2\"],\"isEnabled\":$en}"
curl -s -H "$T" -H 'Content-Type: application/json' -X POST $GW/v1/alert-rules/query-users -d "{\"ruleId\":\"$2\"}"
curl -s -H "$T" $GW/v2/alert-rules/$2
curl -s -H "$T" -X POST $GW/v2/alert-rules/disable -d "[\"$2\"]"
curl -s -H "$T" $GW/v2/alert-rules/$2/users
curl -s -H "$T" -X DELETE $GW/v2/alert-rules/$2/users
curl -s -H "$T" -X POST $GW/v1/alerts/rules/query-rule-metadata -d '{}'
