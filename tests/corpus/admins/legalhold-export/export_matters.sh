#!/bin/bash
#
# export_matters.sh -- dump Code42 legal hold matters and custodians to CSV for counsel
#
CONSOLE=https://console.us.code42.com
API=$CONSOLE/api
creds=$(cat ~/.code42creds)     # user:password

curl_() { curl --silent --show-error --user "$creds" "$@"; }

curl_ "$API/LegalHold?activeState=ALL" > matters.json
curl_ "${API}/LegalHoldMembershipSummary?legalHoldUid=$1&activeState=ACTIVE" > summary.json
for m in $(jq -r '.data.legalHolds[].legalHoldUid' matters.json)
do
  page=1
  while true
  do
    out=$(curl_ "$API/LegalHoldMembership?legalHoldUid=$m&activeState=ALL&pgNum=$page&pgSize=500")
    [[ $(jq '.data.legalHoldMemberships|length' <<< "$out") == 0 ]] && break
    jq -r '.data.legalHoldMemberships[]|[.legalHold.name,.user.username,.active]|@csv' <<< "$out"
    ((page++))
  done
done > custodians.csv
curl_ -H 'Accept: text/csv' "$CONSOLE/api/v1/LegalHoldEventReport" -o events.csv
curl_ "$CONSOLE/api/v4/legal-hold-policy/list" | jq . > policies.json
curl_ "$CONSOLE/api/v4/legal-hold-policy/view?legalHoldPolicyUid=$(jq -r '.data.legalHoldPolicies[0].legalHoldPolicyUid' policies.json)" > policy0.json
