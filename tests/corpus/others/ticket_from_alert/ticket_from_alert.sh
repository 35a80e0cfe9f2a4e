#!/bin/bash
# webhook target (shell2http): gets an alert id, opens a Jira ticket with details
# shell2http -form /alert "./ticket_from_alert.sh \$v_id"
id="$1"
JIRA=https://corp.atlassian.net
SVC="${C42_ALERT_SVC:-https://alert-service-east.us.code42.com}"

[[ "$id" =~ ^[0-9a-f-]{36}$ ]] || { echo '{"error":"bad id"}'; exit 0; }

JWT=$(./jwt_cached.sh)
D=$(curl --silent --location --request POST "${SVC}/svc/api/v1/query-details" \
--header "Authorization: v3_user_token ${JWT}" \
--header 'Content-Type: application/json' \
--data-raw "{
    \"tenantId\": \"${C42_TENANT}\",
    \"alertIds\": [\"$id\"]
}")
name=$(jq -r '.alerts[0].name' <<<"$D")
actor=$(jq -r '.alerts[0].actor' <<<"$D")
sev=$(jq -r '.alerts[0].severity' <<<"$D")

key=$(jq -n --arg s "[Code42] $name: $actor ($sev)" '{fields:{project:{key:"SEC"},issuetype:{name:"Task"},summary:$s}}' |
  curl -s -u "$JIRA_USER:$JIRA_TOKEN" -H 'Content-Type: application/json' -d @- "$JIRA/rest/api/2/issue" | jq -r .key)

curl --silent --request POST "${SVC}/svc/api/v1/add-note" \
  --header "Authorization: v3_user_token ${JWT}" --header 'Content-Type: application/json' \
  --data "{\"tenantId\":\"$C42_TENANT\",\"alertId\":\"$id\",\"note\":\"$JIRA/browse/$key\"}" > /dev/null
echo "{\"ticket\":\"$key\"}"
