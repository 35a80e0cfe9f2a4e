#!/bin/sh
# Boxes without curl.
HOST=https://console.us.code42.com
get() { wget -q -O - --header "Authorization: v3_user_token t" "$HOST/$1"; }
get api/User/42
wget -qO- --header="Authorization: v3_user_token t" "$HOST"/console/api/Computer/900
wget --quiet --method=PUT --body-data='{"name": "b"}' --header 'Content-Type: application/json' \
  --header "Authorization: v3_user_token t" -O /dev/null "${HOST}/api/computer/77"
wget -q -O agent.bin https://downloads.example.com/api/User/agent
