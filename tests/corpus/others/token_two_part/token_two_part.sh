#!/bin/bash
# get AuthToken, list servers and stats, log out again
# works with Code42 server 6.5 - 8.2
SRV=${1:?server url with port}
read -rp "user: " U
read -rsp "pass: " P; echo

response=$(curl -ks -X POST --user "$U:$P" "$SRV/api/AuthToken" -H "Content-Type: application/json" -d '{}')
t1=$(jq -r '.data[0]' <<< "$response")
t2=$(jq -r '.data[1]' <<< "$response")
token="${t1}-${t2}"

q() { curl -ks -H "Authorization: TOKEN $token" "$SRV/api/$1" ; }

q 'Server?pgSize=100' | jq -r '.data.servers[] | [.serverId,.name,.version] | @tsv'
q connectedServerUrl | jq -r .data.serverUrl
for s in $(q Server | jq -r '.data.servers[].guid'); do
    printf '%s: ' "$s"
    q "Server/$s?idType=guid" | jq -c '.data | {usedBytes,freeBytes}'
done
curl -ks -X DELETE -H "Authorization: TOKEN $token" "$SRV/api/AuthToken/$token" -o /dev/null
echo "AuthToken removed"
