#!/bin/bash
# push restore of a home folder to a replacement laptop
MASTER="https://console.us.code42.com"
SRC=$1 DST=$2 USERPATH=$3
AUTH="-u $(whoami)@example.com:$C42PW"

dk=$(curl -s $AUTH -X POST -H 'Content-Type: application/json' -d "{\"computerGuid\":\"$SRC\"}" "$MASTER/api/DataKeyToken" | jq -r .data.dataKeyToken)
login=$(curl -s $AUTH -X POST -H 'Content-Type: application/json' \
        -d "{\"userId\":\"my\",\"sourceGuid\":\"$SRC\",\"destinationGuid\":\"$NODE\"}" \
        "$MASTER/api/LoginToken")
stor=$(jq -r .data.serverUrl <<<"$login")
lt=$(jq -r .data.loginToken <<<"$login")
tok=$(curl -s -X POST -H "Authorization: login_token $lt" "$stor/api/AuthToken" | jq -r '.data[0]+"-"+.data[1]')
sid=$(curl -s -X POST -H "Authorization: token $tok" -d "{\"computerGuid\":\"$SRC\",\"dataKeyToken\":\"$dk\"}" "$stor/api/WebRestoreSession" | jq -r .data.webRestoreSessionId)
curl -s -X POST -H "Authorization: token $tok" -H 'Content-Type: application/json' -d @- "$stor/api/PushRestoreJob" <<EOF
{ "sourceGuid":"$SRC","acceptingGuid":"$DST","webRestoreSessionId":"$sid","restorePath":"$USERPATH" }
EOF
