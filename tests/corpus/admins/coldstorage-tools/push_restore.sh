#!/bin/bash
# $1 source guid  $2 target guid  $3 path
M="https://master.example.com:4285"; C="-sk -u $CPUSER:$CPPASS"
curl $C -X POST "$M/api/WebRestoreSession" -d "{\"computerGuid\":\"$1\"}" > s.json
sid=$(jq -r .data.webRestoreSessionId s.json)
curl $C "$M/api/WebRestoreTreeNode?webRestoreSessionId=$sid&guid=$1&type=directory&path=$3"
curl $C -X POST "$M/api/PushRestoreJob" -d "{\"webRestoreSessionId\":\"$sid\",\"sourceGuid\":\"$1\",\"acceptingGuid\":\"$2\"}"
curl $C "$M/api/RestoreRecord?guid=$1"
tok=$(curl $C -X POST "$M/api/LoginToken" -d "{\"userId\":\"my\",\"sourceGuid\":\"$1\"}" | jq -r .data.loginToken)
curl -sk -H "Authorization: login_token $tok" -X POST "$M/api/AuthToken"
curl -sk -H "Authorization: Bearer $VEEAM" https://veeam.example.com:9419/api/v1/restorePoints
