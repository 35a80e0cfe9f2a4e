#!/bin/zsh --no-rcs
jss="https://corp.jamfcloud.com"
tok=$(curl -s -u "$JU:$JP" -X POST "$jss/api/v1/auth/token" | plutil -extract token raw -)
for i in $(curl -s -H "Authorization: Bearer $tok" "$jss/api/v1/computers-inventory?page-size=2000" | jq -r '.results[].id'); do
  curl -s -H "Authorization: Bearer $tok" "$jss/api/v1/computers-inventory-detail/$i" > "/tmp/$i.json"
done
curl -s -u "$JU:$JP" "$jss/JSSResource/computerextensionattributes/name/Code42%20User" -H 'Accept: text/xml' -o ea.xml
curl -s -H "Authorization: Bearer $tok" "$jss/api/user" ; curl -s -H "Authorization: Bearer $tok" "$jss/api/auth"
curl -s -H "Authorization: Bearer $tok" -X POST "$jss/api/v1/auth/keep-alive"
