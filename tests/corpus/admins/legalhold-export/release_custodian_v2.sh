#!/bin/bash
# rewrite of release_custodian.sh on API client + portal (no LegalHoldMembershipDeactivation)
TOK=$(curl -s -X POST -u "$ID:$SECRET" https://api.us.code42.com/v1/oauth -d grant_type=client_credentials | jq -r .access_token)
curl -s -X POST -H "Authorization: Bearer $TOK" -H 'Content-Type: application/json' \
  https://api.us.code42.com/v1/legal-hold/matters/$1/custodians/remove -d "{\"userId\":\"$2\"}"
curl -s -H "Authorization: Bearer $TOK" "https://api.us.code42.com/v1/legal-hold/matters/$1/custodians?page=1&pageSize=100"
