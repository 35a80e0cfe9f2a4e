#!/usr/bin/env bash
# migration in progress: watchlists + actors. TODO /v1/watchlists -> /v2/watchlists
API=https://api.us2.code42.com
tok=$(./token.sh)
h="Authorization: Bearer $tok"

wl=$(curl -sS -H "$h" "$API/v1/watchlists?page=1&page_size=100" | jq -r '.watchlists[]|select(.listType=="DEPARTING_EMPLOYEE").watchlistId')
curl -sS -H "$h" "$API/v1/watchlists/$wl/included-users?page_size=500" | jq -r '.includedUsers[].userId' > old.txt
wl2=$(curl -sS -H "$h" "$API/v2/watchlists?page=1&page_size=100" | jq -r '.watchlists[]|select(.listType=="DEPARTING_EMPLOYEE").watchlistId')
curl -sS -H "$h" "$API/v2/watchlists/$wl2/included-actors" | jq -r '.includedActors[].actorId' > new.txt
diff old.txt new.txt

for u in $(cat old.txt); do
  curl -sS -H "$h" "$API/v1/user-risk-profiles/$u" | jq -r '[.username,.notes]|@tsv'
  curl -sS -H "$h" "$API/v2/actor-risk-profiles/$u" | jq -r '[.actorName,.notes]|@tsv'
  curl -sS -H "$h" "$API/v1/actors/actor/id/$u" | jq -r '[.name,.notes]|@tsv'
  curl -sS -H "$h" "$API/v1/users/$u/devices" | jq -r '.devices[]?.name'
  curl -sS -H "$h" "$API/v1/users/$u/roles"
done
curl -sS -X POST -H "$h" -H 'Content-Type: application/json' "$API/v1/watchlists/$wl/included-users/add" -d '{"userIds":["'"$1"'"]}'
curl -sS -X PATCH "$API/v1/user-risk-profiles/$1?paths=notes" -H "$h" -H 'Content-Type: application/json' -d '{"notes":"migrated"}'
curl -sS -H "$h" "$API/v1/devices?active=true&page_size=1" | jq .totalCount
echo "compare with /v1/devices total"
