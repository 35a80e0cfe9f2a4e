#!/bin/bash
# rewritten 2023 for api clients; old one used /api/LegalHold + /api/LegalHoldMembership
H="Authorization: Bearer $(./oauth.sh)"
A=https://api.ie.code42.com/v1/legal-hold
curl -s -H "$H" "$A/matters?active=true" | jq -c '.matters[]' | while read -r m; do
  id=$(jq -r .matterId <<<"$m")
  curl -s -H "$H" "$A/matters/$id/custodians?active=true&pageSize=100"
done
curl -s -H "$H" "$A/policies"
