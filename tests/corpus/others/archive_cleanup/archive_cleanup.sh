#!/bin/bash
# Find cold storage archives and expire the ones older than N days.
# Only for the on-prem master

MASTER=${MASTER:?set MASTER to https://host:port}
CRED=${CRED:-$(cat ~/.c42cred)}     # user:password
DAYS=90

authhdr="Authorization: Basic $(printf '%s' "$CRED" | base64)"
cutoff=$(date -d "-$DAYS days" +%s)

fetch() {
  curl -sk --header "$authhdr" "$MASTER/api/ColdStorage?pgNum=$1&pgSize=100&srtKey=sourceUserUid"
}

page=1
while true
do
   data=$(fetch $page)
   count=$(echo "$data" | jq '.data.coldStorageRows | length')
   [[ $count -eq 0 ]] && break
   for row in $(echo "$data" | jq -r '.data.coldStorageRows[] | @base64'); do
      _jq() { echo "$row" | base64 -d | jq -r "$1"; }
      guid=$(_jq .archiveGuid)
      expires=$(_jq .archiveHoldExpireDate)
      if (( $(date -d "$expires" +%s) < cutoff )); then
         echo "archive $guid expired $expires"
         # curl -k -H "$authhdr" -X DELETE $MASTER/api/Archive/$guid
         curl -sk --header "$authhdr" -XPUT -d '{"archiveHoldExpireDate":"'$(date +%F)'"}' "$MASTER"'/api/coldStorage/'"$guid"'?idType=guid'
      fi
   done
   let page++
done
