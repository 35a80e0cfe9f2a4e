#!/bin/bash
# usage: block_user.sh mail
# 2017 jk - first version with /api/UserBlock
set -u
. "$(dirname "$0")/lib/c42.sh"
mail=$1
uid=$(c42 GET "User?username=$mail" | python -c 'import sys,json; print(json.load(sys.stdin)["data"]["users"][0]["userId"])')
[ -n "$uid" ] || { echo "no user $mail in GET /api/User" >&2; exit 1; }
c42 PUT "UserBlock/$uid"
c42 PUT "UserDeactivation/$uid" -d '{"blockUser":true}' -H 'Content-Type: application/json'
logger -t c42 "UserDeactivation/$uid done"
# hr system wants to know, too
curl -s -u "$HR_USER:$HR_PW" "https://hr.example.org/api/User/$mail?state=left" -X PUT
