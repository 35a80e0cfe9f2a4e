#!/bin/bash
# bulk create from csv:  email,first,last,orgUid
while IFS=, read -r email first last org; do
  curl -s -X POST "https://console.us.code42.com/api/v1/User" \
    -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
    -d "{\"orgUid\":\"$org\",\"username\":\"$email\",\"email\":\"$email\",\"firstName\":\"$first\",\"lastName\":\"$last\",
         \"emailPromo\": false,
         \"quotaInBytes\": -1}"
done < "$1"
