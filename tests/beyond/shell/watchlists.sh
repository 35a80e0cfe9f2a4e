#!/usr/bin/env bash
# The portal's API: version 1 of the watchlists is the same as version 2.
API=https://api.us.code42.com
AUTH=(-H "Authorization: Bearer ${TOKEN:-t}")
list="w-1"
curl -s "${AUTH[@]}" "$API/v1/watchlists"
curl -s "${AUTH[@]}" "$API/v1/watchlists/$list"
curl -s "${AUTH[@]}" -X DELETE "$API/v1/watchlists/${list}"
curl -s "${AUTH[@]}" -H 'Content-Type: application/json' \
  -d "{\"watchlistType\": \"CUSTOM\", \"title\": \"O'Neil\"}" \
  "$API/v1/watchlists"
curl -s "${AUTH[@]}" "$API/v1/watchlists/$list/included-departments"
curl -s "${AUTH[@]}" -X POST "$API/v1/watchlists/$list/included-departments/add" --json '{"departments": ["IT"]}'
