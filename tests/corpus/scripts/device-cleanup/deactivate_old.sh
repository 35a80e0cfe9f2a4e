#!/bin/bash
# deactivate devices not seen in N days
# uses: GET api/Computer, PUT api/ComputerDeactivation
URL="https://console.us2.code42.com"
U='admin@example.com'
P="$(op read op://infra/c42/password)"
days=${1:-180}
page=1
while true; do
	out=$(curl -s -u "$U:$P" "$URL/api/computer?active=true&pgNum=$page&pgSize=500")
	cnt=$(jq '.data.computers|length' <<<"$out")
	(( cnt == 0 )) && break
	jq -r --arg d "$days" '.data.computers[] | select((now - (.lastConnected[0:19]+"Z"|fromdate))/86400 > ($d|tonumber)) | .computerId' <<<"$out" >> ids
	((page++))
done
for i in $(sort -u ids); do
	curl -s -u "$U:$P" -X PUT "$URL/api/ComputerDeactivation/$i" >/dev/null && echo "off $i"
done
echo "`wc -l < ids` devices; see $URL/console/#/devices"
