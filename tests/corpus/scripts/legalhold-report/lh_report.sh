#!/bin/bash
###############################################################
# Legal Hold weekly report               (legal-it@example.org)
###############################################################
MASTER=https://console.ie.code42.com
CRED="$(cat ~/.c42cred)"

LH=/api/LegalHold
LHM=/api/LegalHoldMembership
LHS='/api/v1/LegalHoldMembershipSummary'
USERS='/api/v1/User'

matters=$(curl -su "$CRED" "$MASTER$LH?activeState=ACTIVE")
for m in $(echo "$matters" | jq -r '.data.legalHolds[].legalHoldUid'); do
    name=$(curl -su "$CRED" "${MASTER}${LH}/$m" | jq -r .data.name)
    echo "== $name"
    pg=1
    while :; do
       page=$(curl -su "$CRED" "${MASTER}${LHM}?legalHoldUid=$m&activeState=ACTIVE&pgNum=$pg&pgSize=100")
       n=$(echo "$page" | jq '.data.legalHoldMemberships | length')
       [ "$n" -eq 0 ] && break
       echo "$page" | jq -r '.data.legalHoldMemberships[].user.username'
       pg=$((pg+1))
    done
    curl -su "$CRED" "${MASTER}/api/LegalHoldEventReport?legalHoldUid=$m" > "events-$m.csv"
done
