#!/bin/bash
while IFS=, read -r email first last org; do
  BODY='{"orgUid":"'$org'","username":"'$email'","emailPromo":false}'
  curl -s -X POST -u "$1" -H "Content-Type: application/json" -d "$BODY" "https://console.us.code42.com/console/api/User"
done
