#!/bin/zsh
emulate -L zsh
local -A cfg=(
  host  https://console.us.code42.com
  lh    /api/LegalHold
  mem   /api/LegalHoldMembership
  react /api/v1/LegalHoldReactivation
)
fetch() { curl -s -H "Authorization: login_token $LT" "${cfg[host]}$1" }
LT=$(curl -s -X POST -u "$U:$P" ${cfg[host]}/api/v1/LoginToken -d '{"userId":"my"}' | jq -r .data.loginToken)
fetch "${cfg[lh]}?activeState=ALL" | jq -r '.data.legalHolds[].legalHoldUid' | while read l; do
  fetch "${cfg[mem]}?legalHoldUid=$l"
  curl -s -X PUT -H "Authorization: login_token $LT" ${cfg[host]}${cfg[react]}/$l
done
