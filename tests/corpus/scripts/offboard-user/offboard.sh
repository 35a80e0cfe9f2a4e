#!/usr/bin/env bash
# offboard.sh <username>
# 1. look up in Code42  2. block  3. deactivate  4. move to the leavers org
set -euo pipefail
source "$(dirname "$0")/config.env"

C42_HOST=${C42_HOST:-https://console.us.code42.com}
LEAVERS_ORG=48211

c42() {
  local verb=$1 path=$2; shift 2
  curl -sS -X "$verb" -u "$C42_USER:$C42_PASS" -H 'Content-Type: application/json' "$@" "$C42_HOST/api/$path"
}

slack() { curl -s -X POST -H 'Content-type: application/json' --data "{\"text\":\"$1\"}" "$SLACK_HOOK" >/dev/null; }

uid=$(c42 GET "User?username=$1" | jq -r '.data.users[0].userId')
[ "$uid" = null ] && { echo "no such user in Code42 (/api/User): $1" >&2; exit 2; }

c42 PUT "UserBlock/$uid"
c42 POST UserMoveProcess -d "{\"userId\": $uid, \"parentOrgId\": $LEAVERS_ORG}"
c42 PUT "UserDeactivation/$uid" -d '{"blockUser":true}'
# c42 DELETE "UserDeactivation/$uid"   # undo
slack "Code42: $1 deactivated"
