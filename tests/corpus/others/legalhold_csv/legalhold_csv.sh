#!/bin/bash
# Export custodians of all active legal hold matters to CSV
# Requires: jq
host=${CODE42_HOST:-"https://console.us.code42.com"}
out=${1:-custodians_$(date +%Y%m%d).csv}

if [[ -z "$CODE42_TOKEN" ]]
then
    echo "CODE42_TOKEN not set. Get one with: curl -u me https://console.us.code42.com/c42api/v3/auth/jwt"
    exit 1
fi
AUTH="Authorization: Bearer ${CODE42_TOKEN}"

call () {
    local verb="$1"; shift
    curl -sS -X "$verb" -H "$AUTH" -H "Accept: application/json" "$host/api/v1/$1"
}

echo "matter,policy,username,added" > "$out"
call GET "LegalHold?activeState=ACTIVE&pgSize=100" |
    jq -r '.data.legalHolds[] | [.legalHoldUid, .name, .holdPolicyUid] | @tsv' |
    while IFS=$'\t' read -r matter name policy; do
        pol=$(curl -s -H "$AUTH" "$host/api/v4/legal-hold-policy/view?legalHoldPolicyUid=$policy" | jq -r .data.name)
        call GET "LegalHoldMembership?legalHoldUid=$matter&activeState=ACTIVE" |
            jq -r --arg n "$name" --arg p "$pol" '.data.legalHoldMemberships[] | [$n, $p, .user.username, .creationDate] | @csv' >> "$out"
    done

me=$(call GET "User/my" | jq -r .data.username)
echo "Wrote $(wc -l < "$out") lines, run by ${me}"

case "${2:-}" in
    --events)
        call GET "LegalHoldEventReport?pgSize=10000" > "${out%.csv}.events.json" ;;
    --close)
        [ -n "$3" ] && call PUT "LegalHoldDeactivation/$3" ;;
esac
