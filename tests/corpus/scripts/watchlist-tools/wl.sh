#!/usr/bin/env bash
# wl.sh add|del|ls  -- Code42 watchlists
# NB /v1/watchlists goes away Feb 2026
set -e
REGION=${REGION:-us}
ROOT="https://api.${REGION}.code42.com"
WL="$ROOT/v1/watchlists"
WL2="$ROOT/v2/watchlists"
tok() { curl -s -XPOST -u "$C42_ID:$C42_SECRET" "$ROOT/v1/oauth?grant_type=client_credentials" | jq -r .access_token; }
req() { curl -s -X "$1" -H "Authorization: Bearer $(tok)" -H 'Content-Type: application/json' "${@:3}" "$2"; }

case $1 in
  ls)   req GET "$WL" | jq . ;;
  ls2)  req GET "$WL2?page=1" | jq . ;;
  add)  req POST "$WL/$2/included-users/add" -d "{\"userIds\":[\"$3\"],\"watchlistId\":\"$2\"}" ;;
  del)  req POST "$WL/$2/included-users/delete" -d "{\"userIds\":[\"$3\"]}" ;;
  members)  req GET "$WL/$2/members" ;;
  members2) req GET "$WL2/$2/members" ;;
  dept) req POST "${WL2}/$2/included-departments/add" -d "{\"departments\":[\"$3\"]}" ;;
  actors) req GET "$ROOT/v1/actors/actor/search?nameStartsWith=$2" ;;
  actor) req GET "$ROOT/v1/actors/actor/id/$2" ;;
  oldactor) req GET "$ROOT/v1/actors/actor/$2" ;;
esac
