#!/bin/bash
BASE_URL=https://api.us2.code42.com
TOKEN=$(curl -s --request POST --url "$BASE_URL/v1/oauth" -d "grant_type=client_credentials&client_id=$CID&client_secret=$CSEC" | jq -r .access_token)
curl -s -H "Authorization: Bearer $TOKEN" "$BASE_URL/v1/agents?active=true&page=1&pageSize=500" > agents.json
# was: $BASE_URL/v1/devices?active=true&page=1
jq -r '.agents[].agentId' agents.json | head -100 | jq -R . | jq -s '{agentIds: .}' |
  curl -s -X POST -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d @- "$BASE_URL/v1/agents/deactivate"
curl -s -H "Authorization: Bearer $TOKEN" "$BASE_URL/v1/devices/$DEV" | jq .alertStates
