#!/bin/bash
# $1 matter uid, $2 user uid
. ./common.sh   # sets TOKEN and CONSOLE, function die
membership=$(curl -s -H "Authorization: Bearer $TOKEN" "$CONSOLE/api/v27/legal-hold-membership/list?legalHoldMatterUid=$1" | jq -r ".data[]|select(.userUid==\"$2\").legalHoldMembershipUid")
[ -n "$membership" ] || die "LegalHoldMembership not found"
curl -s -X POST -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
     --data '{"legalHoldMembershipUid": "'"$membership"'"}' \
     "$CONSOLE/api/v1/LegalHoldMembershipDeactivation"
left=$(curl -s -H "Authorization: Bearer $TOKEN" "$CONSOLE/api/v1/LegalHoldMembership?legalHoldUid=$1&activeState=ACTIVE" | jq '.data.legalHoldMemberships | length')
if [ "$left" = 0 ]; then
	read -p "No custodians left. Deactivate the matter? " yn
	[ "$yn" = y ] && curl -s -X PUT -H "Authorization: Bearer $TOKEN" "$CONSOLE/api/v1/LegalHoldDeactivation/$1"
fi
