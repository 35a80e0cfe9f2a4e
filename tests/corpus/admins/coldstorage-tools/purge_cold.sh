#!/bin/bash
# Expire cold storage of old archives. /api/ColdStorage is documented in the API viewer
CRED="$(cat ~/.c42)"
MASTER=https://master.example.com:4285
for guid in $(curl -sk -u "$CRED" "$MASTER/api/ColdStorage?srtKey=archiveHoldExpireDate&pgSize=200" | jq -r '.data.coldStorageRows[].archiveGuid'); do
	curl -sk -u "$CRED" -X PUT "$MASTER/api/ColdStorage/$guid?idType=guid" -H 'Content-Type: application/json' -d '{"archiveHoldExpireDate":"'"$(date +%F)"'"}'
done
curl -sk -u "$CRED" "$MASTER/api/Archive?serverId=5" > archives.json
curl -sk -u "$CRED" "$MASTER/api/Server" | jq -r '.data.servers[].serverName'
curl -sk -u "$CRED" "$MASTER/api/v1/ColdStorage?pgSize=1"
curl -sk -u "$CRED" "$MASTER/api/v1/Archive?serverId=5"
