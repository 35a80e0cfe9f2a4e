#!/bin/zsh
# asks for the data key; see /api/DataKeyToken
cpServer="crashplan.univ.example"
cpPort=4285
adminUser='localadmin'
adminPass=$(security find-generic-password -a cp -w)
BASE="https://${cpServer}:${cpPort}/api"

function getGuid {
	awk -F= '/guid/{print $2}' /var/lib/crashplan/.identity
}

guid=$(getGuid)
curl -sku $adminUser:$adminPass $BASE/Computer/$guid?idType=guid > /tmp/computer.json
userId=$(python -c 'import json;print(json.load(open("/tmp/computer.json"))["data"]["userId"])')
curl -k -s --user "$adminUser:$adminPass" -H 'Content-Type: application/json' -X POST --data '{"computerGuid":"'$guid'"}' "$BASE/DataKeyToken"
resource=WebRestoreSession
curl -sku "$adminUser:$adminPass" -d '{}' "$BASE/$resource"
curl -sku "$adminUser:$adminPass" "$BASE"'/User/'"$userId"'?incAll=true'
# curl -sku a:b $BASE/Org
logger "called $BASE/User"
curl -su "$adminUser:$adminPass" "https://jamf.univ.example:8443/JSSResource/users"
