#!/bin/bash
#  File event export w/ 2FA.    Author: B. Okafor, SecOps
#  usage:  export_events.bash <totp>
BASE='https://api.us.code42.com'
AUTH_URL="$BASE/v1/auth"
EXPORT_URL="$BASE/v1/file-events/export"
OAUTH_URL="$BASE/v1/oauth"    # todo: move over

otp=$1
bearer=$(curl -s --user "$C42_USERNAME:$C42_PASSWORD" \
    --header "totp-auth: $otp" \
    "$AUTH_URL" | jq -r .bearerToken)

cat > /tmp/q.json <<JSON
{ "groups": [ { "filters": [ { "operator": "ON_OR_AFTER", "term": "eventTimestamp", "value": "$(date -u -d '1 day ago' +%Y-%m-%dT%H:%M:%S.000Z)" } ], "filterClause": "AND" } ],
  "groupClause": "AND", "srtDir": "asc", "srtKey": "eventTimestamp" }
JSON

curl -sS -X POST -H "Authorization: Bearer $bearer" -H "Content-Type: application/json" --data @/tmp/q.json "$EXPORT_URL" -o "events-$(date +%F).csv"
