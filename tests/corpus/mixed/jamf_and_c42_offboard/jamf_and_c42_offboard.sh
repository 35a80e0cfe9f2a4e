#!/bin/zsh
# offboarding: lock mac in jamf, block user in Code42
JSS=https://ex.jamfcloud.com
serial=$1 mail=$2
jt=$(curl -su "$JU:$JP" -X POST $JSS/api/v1/auth/token | plutil -extract token raw -)
id=$(curl -s -H "Authorization: Bearer $jt" "$JSS/api/v1/computers-inventory?filter=hardware.serialNumber==$serial" | jq -r '.results[0].id')
curl -su "$JU:$JP" -X POST $JSS/JSSResource/computercommands/command/DeviceLock/passcode/123456/id/$id

C42=https://console.us.code42.com
uid=$(curl -su "$CU:$CP" $C42/api/v1/User?username=$mail | jq '.data.users[0].userId')
curl -su "$CU:$CP" -X PUT $C42/api/v1/UserBlock/$uid
for c in $(curl -su "$CU:$CP" "$C42/api/v1/computer?userId=$uid" | jq '.data.computers[].computerId'); do
  curl -su "$CU:$CP" -X PUT "$C42/api/v1/ComputerDeactivation/$c"
done
curl -s -H "Authorization: SSWS $OKTA" -X POST https://ex.okta.com/api/v1/users/$mail/lifecycle/suspend
