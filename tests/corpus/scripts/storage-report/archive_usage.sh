#!/bin/ksh
# usage per destination, for chargeback. runs from AIX box.
server="console.us.code42.com"; port=443
auth_b64=$(printf '%s:%s' "$CP_USER" "$CP_PASS" | openssl base64 | tr -d '\n')
hdr="Authorization: Basic $auth_b64"
typeset url="https://${server}:${port}"

curl -s -H "$hdr" "${url}/api/Archive?orgId=$1&pgSize=500" -o archive.json
curl -s -H "$hdr" "${url}/api/ColdStorage?orgId=$1" -o cold.json
curl -s -H "$hdr" "${url}/api/DeviceBackupReport?orgId=$1" -o rep.json
curl -s -H "$hdr" "${url}/api/v1/RestoreRecord?orgId=$1" -o rest.json
# curl -s -H "$hdr" "${url}/api/StoreUsage"
