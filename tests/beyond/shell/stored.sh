#!/bin/sh
# The command itself is a value.
CURL="curl -s -k"
AUTH="Authorization: v3_user_token t"
$CURL -H "$AUTH" https://console.us.code42.com/api/User/3
eval "$CURL 'https://console.us.code42.com/api/Computer/4'"
sh -c 'curl -s https://console.us.code42.com/api/Archive/5'
set -- -s -H "$AUTH"
command curl "$@" "https://console.us.code42.com/api/User/6"
env LANG=C curl "$@" "https://console.us.code42.com/api/User/7"
