#!/bin/bash
source ./common.sh
SRC=$(scutil --get ComputerName); DST=$1
usage="restore_to_new_mac.sh NEWGUID   (drives /api/PushRestoreJob)"
[ -n "$DST" ] || { echo "$usage"; exit 2; }
URL="https://${MASTER}:4285"
cred=$(printf '%s:%s' "$ADMIN" "$PW" | base64)
ctok=$(curl -ks "$URL/api/DataKeyToken" \
        -H "Authorization: Basic $cred" \
        -H "Content-Type: application/json" \
        -d "{\"computerGuid\": \"$(guid_of "$SRC")\"}" | jq -r .data.dataKeyToken)
atok=$(curl -ks -X POST $URL/api/AuthToken -H "Authorization: Basic $cred" | jq -r '.data[0]+"-"+.data[1]')
curl -ks "$URL/api/WebRestoreSession" -H "Authorization: TOKEN $atok" -d "{\"dataKeyToken\":\"$ctok\"}" > /tmp/sess.json
curl -ks -X POST "$URL"/api/PushRestoreJob -H "Authorization: TOKEN $atok" -d @/tmp/job.json
