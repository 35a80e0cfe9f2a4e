#!/bin/bash
# audit: every computer in Jamf must have a device in Code42
jss=https://example.jamfcloud.com
jtok=$(curl -s -u "$JU:$JP" -X POST "$jss/api/v1/auth/token" | plutil -extract token raw -)
curl -s -H "Authorization: Bearer $jtok" "$jss/api/v1/computers-inventory?section=HARDWARE&page-size=2000" > jamf.json
curl -s -H "Authorization: Bearer $jtok" "$jss/JSSResource/computers/serialnumber/$1"
curl -s -H "Authorization: Bearer $jtok" "$jss/api/user"

c42=https://console.us.code42.com
ctok=$(curl -s -u "$CU:$CP" "$c42/api/v3/auth/jwt?useBody=true" | jq -r .data.v3_user_token)
curl -s -H "Authorization: Bearer $ctok" "$c42/api/v1/Computer?active=true&pgSize=1000" > c42.json
curl -s -H "Authorization: Bearer $ctok" "$c42/api/v1/Org?pgSize=1000" > orgs.json
curl -s -X POST -H "Authorization: Bearer $jtok" "$jss/api/v1/auth/invalidate-token"
