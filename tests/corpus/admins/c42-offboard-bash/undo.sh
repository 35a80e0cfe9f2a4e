#!/usr/bin/env bash
# quick and dirty reversal of offboard.sh
set -eu
H=https://console.us.code42.com
ID=$1
A="$C42_USER:$C42_PASS"
curl -su "$A" -XDELETE $H/api/UserDeactivation/$ID -d '{"unblockUser":true}'
curl -su "$A" -XDELETE $H/api/UserBlock/$ID
curl -su "$A" -XPOST $H/api/UserRole -d "{\"userId\":$ID,\"roleName\":\"Desktop User\"}" -H 'Content-Type: application/json'
curl -su "$A" -XPOST "$H"/api/v1/UserMoveProcess -H 'Content-Type: application/json' -d '{"userId":'$ID',"parentOrgId":'${2:-2}'}'
echo "UserDeactivation removed for $ID"
