#!/usr/bin/env bash
#
# Offboard a user: block + deactivate in Code42, put devices on cold storage
#
# usage: offboard.sh user@example.com
set -eu

C42_HOST=${C42_HOST:-https://console.us.code42.com}
C42_USER=${C42_USER:?}
C42_PASS=${C42_PASS:?}
OKTA=https://example.okta.com

log() { printf '%s %s\n' "$(date +%FT%T)" "$*" >&2; }

c42() {
  local verb=$1 path=$2; shift 2
  curl --silent --fail \
       -u "${C42_USER}:${C42_PASS}" \
       -H 'Content-Type: application/json' \
       -X "$verb" "${C42_HOST}${path}" "$@"
}

email=$1
encoded=$(jq -rn --arg v "$email" '$v|@uri')

log "looking up $email via /api/User"
user=$(c42 GET "/api/User?username=${encoded}&incAll=true")
uid=$(jq -r '.data.users[0].userId' <<<"$user")
uuid=$(jq -r '.data.users[0].userUid' <<<"$user")
last=$(jq -r '.data.users[0].lastLoginDate' <<<"$user")

log "user id $uid, last login $last"

# move to the leavers org first, otherwise the licence stays with the department
c42 POST /api/UserMoveProcess -d "{\"userId\": $uid, \"parentOrgId\": 3187}"

log "calling UserBlock"
c42 PUT "/api/UserBlock/$uid"
for role in $(c42 GET "/api/UserRole/$uid" | jq -r '.data[].roleName'); do
  [ "$role" = 'Desktop User' ] && continue
  c42 DELETE "/api/UserRole?userId=$uid&roleName=$(jq -rn --arg v "$role" '$v|@uri')"
done
c42 PUT "/api/UserDeactivation/$uid" -d '{"blockUser": true}'

# devices
c42 GET "/api/v1/Computer?userId=$uid&active=true" | jq -r '.data.computers[].computerId' | while read -r cid; do
  # c42 PUT "/api/ComputerBlock/$cid"
  c42 PUT "/api/ComputerDeactivation/$cid"
  c42 PUT "/api/v1/ComputerDeauthorization/$cid"
done

# Okta
curl -sf -X POST -H "Authorization: SSWS $OKTA_TOKEN" "$OKTA/api/v1/users/$email/lifecycle/deactivate"
log "done, see $C42_HOST/console/#/users/$uuid"
