#!/usr/bin/env bash
# sync an AD group into a Code42 watchlist
set -Eeuo pipefail
trap 'echo "line $LINENO failed" >&2' ERR

GROUP="CN=Contractors,OU=Groups,DC=corp,DC=example"
WATCHLIST_TYPE=CONTRACT_EMPLOYEE
API="https://api.us.code42.com"
WL="${API}/v1/watchlists"
USERS="${API}/v1/users"

token="$(curl -fsS -u "${CLIENT_ID}:${CLIENT_SECRET}" -d grant_type=client_credentials "${API}/v1/oauth" | jq -r .access_token)"
H=(-H "Authorization: Bearer ${token}" -H 'Content-Type: application/json')

wlid=$(curl -fsS "${H[@]}" "$WL" | jq -r --arg t "$WATCHLIST_TYPE" '.watchlists[] | select(.listType==$t) | .watchlistId')
if [[ -z $wlid ]]; then
  wlid=$(curl -fsS "${H[@]}" -d "{\"watchlistType\":\"${WATCHLIST_TYPE}\"}" "$WL" | jq -r .watchlistId)
fi

mapfile -t want < <(ldapsearch -LLL -Y GSSAPI -b "DC=corp,DC=example" "(memberOf=$GROUP)" mail | awk '/^mail:/{print tolower($2)}' | sort)
mapfile -t have < <(curl -fsS "${H[@]}" "$WL/$wlid/included-users?page_size=1000" | jq -r '.includedUsers[].username' | sort)

add=() del=()
for m in "${want[@]}"; do
  [[ " ${have[*]} " == *" $m "* ]] || add+=("$(curl -fsS "${H[@]}" "$USERS?username=$m" | jq -r '.users[0].userId')")
done
for m in "${have[@]}"; do
  [[ " ${want[*]} " == *" $m "* ]] || del+=("$(curl -fsS "${H[@]}" "$USERS?username=$m" | jq -r '.users[0].userId')")
done

body() { printf '%s\n' "$@" | jq -R . | jq -sc --arg w "$wlid" '{userIds: ., watchlistId: $w}'; }
(( ${#add[@]} )) && curl -fsS "${H[@]}" -X POST -d "$(body "${add[@]}")" "$WL/$wlid/included-users/add"
(( ${#del[@]} )) && curl -fsS "${H[@]}" -X POST -d "$(body "${del[@]}")" "$WL/$wlid/included-users/delete"

# v2 is ready, use it for the departments already
curl -fsS "${H[@]}" "$API/v2/watchlists/$wlid/included-departments" | jq .
