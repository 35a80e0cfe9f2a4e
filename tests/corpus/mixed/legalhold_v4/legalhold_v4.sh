#!/usr/bin/env bash
h=$1; shift
read -rp "user: " u; read -rsp "pass: " p; echo
t=$(curl -s -H "totp-auth: $2" -u "$u:$p" "$h/api/v3/auth/jwt?useBody=true" | sed 's/.*v3_user_token":"\([^"]*\).*/\1/')
A="Authorization: Bearer $t"
curl -s -H "$A" "$h/api/v4/legal-hold-policy/list" | jq .
curl -s -H "$A" "$h/api/v1/LegalHold?activeState=ACTIVE" | jq '.data.legalHolds[].name'
curl -s -H "$A" -H 'Content-Type: application/json' -X POST "$h/api/v4/legal-hold-deactivation/update" -d "{\"legalHoldUid\":\"$1\"}"
curl -s -H "$A" "$h/api/v1/Role"
curl -s -H "$A" "$h/api/v1/Computer?active=true&pgSize=1"
