#!/bin/bash
# Look up the console user in JAMF, make sure a Code42 account exists in the right org.
# shellcheck disable=SC2086
JSS="https://example.jamfcloud.com"
apiUser="$4"; apiPass="$5"; c42User="$6"; c42Pass="$7"
C42="https://console.us2.code42.com"

jamfToken=$(/usr/bin/curl -s -u "$apiUser:$apiPass" -X POST "$JSS/api/v1/auth/token" | /usr/bin/plutil -extract token raw -)
serial=$(ioreg -l | awk -F'"' '/IOPlatformSerialNumber/{print $4}')
email=$(/usr/bin/curl -s -H "Authorization: Bearer $jamfToken" -H "Accept: text/xml" "$JSS/JSSResource/computers/serialnumber/$serial" | xmllint --xpath 'string(//email_address)' -)
dept=$(/usr/bin/curl -s -H "Authorization: Bearer $jamfToken" "$JSS/api/v1/departments?page=0" | jq -r '.results[0].name')

c42token=$(/usr/bin/curl -s -u "$c42User:$c42Pass" "$C42/api/v3/auth/jwt?useBody=true" | /usr/bin/plutil -extract data.v3_user_token raw -)

orgId=$(/usr/bin/curl -s -H "Authorization: Bearer $c42token" "$C42/api/v1/Org?q=$dept" | jq -r '.data.orgs[0].orgId')
exists=$(/usr/bin/curl -s -H "Authorization: Bearer $c42token" "$C42/api/v1/User?email=$email" | jq .data.totalCount)

if [[ $exists == 0 ]]; then
  /usr/bin/curl -s -X POST -H "Authorization: Bearer $c42token" -H 'Content-Type: application/json' \
    -d '{"orgId": '$orgId', "username": "'$email'", "email": "'$email'", "emailPromo": false}' \
    "$C42/api/v1/User"
else
  uid=$(/usr/bin/curl -s -H "Authorization: Bearer $c42token" "$C42/api/v1/User?email=$email" | jq -r .data.users[0].userId)
  /usr/bin/curl -s -X POST "$C42/api/v1/UserMoveProcess" -H "Authorization: Bearer $c42token" -H 'Content-Type: application/json' -d "{\"userId\":$uid,\"parentOrgId\":$orgId}"
fi
exit 0
