#!/bin/sh
# One command over many lines.
curl \
  --silent \
  --request PUT \
  --header "Authorization: v3_user_token \
abc" \
  --header 'Content-Type: application/json' \
  --data-raw '{"notes":
 "moved"}' \
  --url "https://console.us.code42.com/api/Computer/\
12" \
  --output /dev/null   # done
curl -s https://console.us.code42.com\
/api/User\
/13 &&
  curl -s \
    'https://console.us.code42.com/api/Ping'
