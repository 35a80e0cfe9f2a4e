#!/bin/sh
# move everyone in FILE to ORG
# Usage: bulk_move_users.sh FILE ORG
. ./creds.env
FILE=$1
ORG=$2
BASE="https://www.crashplan.com"

apiPost() {
	curl --silent \
	     --user "$C42USER:$C42PASS" \
	     -H "Content-Type: application/json" \
	     -X POST \
	     -d "$2" \
	     "$BASE/console/api/$1"
}

while read -r name; do
	id=$(curl -s -u $C42USER:$C42PASS "$BASE/api/user?username=$name" | jq -r '.data.users[0].userId')
	[ "$id" = null ] && { echo "skip $name"; continue; }
	apiPost UserMoveProcess "{\"userId\": $id, \"parentOrgId\": $ORG}"
	apiPost UserRole "{\"userId\": $id, \"roleName\": \"PROe User\"}"
	echo "moved $name"
done < "$FILE"
