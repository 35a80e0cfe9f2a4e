#!/bin/bash
#
# push restore of ~/Documents from the old mac to the new mac
#   $1 old computer name
#   $2 new computer name
#
# needs admin with "PROe User" + "Push Restore" ;

URL="https://console.ie.code42.com"
JSON="Content-Type: application/json"

echo -n "C42 admin: "; read ADMIN
echo -n "C42 pass: "; read -s PASS; echo ""

jwt=`curl -s --basic --user "$ADMIN:$PASS" "$URL"/c42api/v3/auth/jwt?useBody=true | sed -e 's/.*v3_user_token":"//' -e 's/".*//'`
HDR="Authorization: v3_user_token $jwt"

function comp() {
  curl -s -H "$HDR" "$URL/api/v1/Computer?q=$1&active=true" | python -c "import sys,json; print(json.load(sys.stdin)['data']['computers'][0]['$2'])"
}

src=`comp "$1" guid`
dst=`comp "$2" guid`
echo "source $src target $dst"

keytoken=`curl -s -X POST -H "$HDR" -H "$JSON" -d "{\"computerGuid\":\"$src\"}" "$URL/api/v1/DataKeyToken" | jq -r .data.dataKeyToken`
node=`curl -s -H "$HDR" "$URL/api/DeviceBackupReport?deviceGuid=$src" | jq -r '.data[0].destinationGuid'`

session=$(curl -s -X POST -H "$HDR" -H "$JSON" "$URL/api/WebRestoreSession" -d "{\"computerGuid\":\"$src\",\"dataKeyToken\":\"$keytoken\"}" | jq -r .data.webRestoreSessionId)

cat > /tmp/push.json <<EOF
{
  "sourceComputerGuid": "$src",
  "acceptingComputerGuid": "$dst",
  "targetNodeGuid": "$node",
  "webRestoreSessionId": "$session",
  "pathSet": [{"type": "directory", "path": "/Users/$3/Documents", "selected": true}],
  "restorePath": "/Users/$3/Desktop/restored"
}
EOF
curl -s -X POST -H "$HDR" -H "$JSON" --data-binary @/tmp/push.json "${URL}/api/PushRestoreJob" | python -m json.tool

while :; do
  st=`curl -s -H "$HDR" "$URL/api/RestoreRecord?computerGuid=$src" | jq -r '.data.restoreRecords[0].status'`
  echo "`date +%T` $st"
  [ "$st" = "COMPLETED" ] && break
  sleep 60
done
