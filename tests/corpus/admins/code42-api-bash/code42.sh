#!/bin/bash
# shellcheck disable=SC2034
#
# A tiny bash "sdk" for the Code42 server API. Source it:
#    . ./code42.sh
#    c42_login
#    c42_get Computer "guid=123&idType=guid"
#
: "${C42_URL:=https://master.example.com:4285}"

c42_login() {
  local response
  response=$(curl -s -u "$C42_USERNAME:$C42_PASSWORD" -X POST "$C42_URL/api/authToken")
  C42_TOKEN=$(echo "$response" | jq -r '.data[0] + "-" + .data[1]')
}

c42_logout() {
  curl -s -X DELETE "$C42_URL/api/authToken/$C42_TOKEN" >/dev/null
  unset C42_TOKEN
}

c42_get() {
  curl -s -H "Authorization: token $C42_TOKEN" "$C42_URL/api/$1?$2"
}

c42_put() {
  curl -s -H "Authorization: token $C42_TOKEN" -H "Content-Type: application/json" -X PUT -d "$2" "$C42_URL/api/$1"
}

c42_post() {
  curl -s \
    -H "Authorization: token $C42_TOKEN" \
    -H "Content-Type: application/json" \
    -X POST \
    -d "$2" \
    "$C42_URL/api/$1"
}

c42_ping() { curl -s "$C42_URL/api/Ping" | grep -q success; }
