#!/bin/bash
# List all users that have no active device
cd "$(dirname "$0")" || exit 1
. ./code42.sh

c42_ping || { echo "server is down (/api/Ping did not answer)"; exit 2; }
c42_login

page=1
while :; do
  chunk=$(c42_get User "active=true&pgNum=$page&pgSize=250")
  n=$(jq '.data.users | length' <<<"$chunk")
  [ "$n" -eq 0 ] && break
  for id in $(jq -r '.data.users[].userId' <<<"$chunk"); do
    count=$(c42_get Computer "userId=$id&active=true" | jq .data.totalCount)
    [ "$count" -eq 0 ] && jq -r ".data.users[] | select(.userId==$id) | [.username,.creationDate] | @csv" <<<"$chunk"
  done
  page=$((page + 1))
done
c42_logout
