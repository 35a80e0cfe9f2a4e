#!/bin/zsh
# poll Code42 alerts every 10 minutes and drop them into Slack
# launchd: com.example.c42alerts
emulate -L zsh
setopt pipefail

HERE=${0:A:h}
source $HERE/config.zsh          # C42_API_HOST, CLIENT_ID, CLIENT_SECRET, SLACK_HOOK

token() {
  # client credentials; basic auth on /v1/oauth is what the docs say
  curl -s -X POST -u "$CLIENT_ID:$CLIENT_SECRET" \
    "$C42_API_HOST/v1/oauth?grant_type=client_credentials" | jq -r .access_token
}

T=$(token)
typeset -a hdr
hdr=(-H "Authorization: Bearer $T" -H "Content-Type: application/json" -H "Accept: application/json")

since=$(cat $HERE/.checkpoint 2>/dev/null || date -u -v-10M +%Y-%m-%dT%H:%M:%S.000Z)

query=$(cat <<JSON
{
  "tenantId": "$TENANT_ID",
  "groups": [{"filters": [{"term": "createdAt", "operator": "ON_OR_AFTER", "value": "$since"}], "filterClause": "AND"}],
  "groupClause": "AND",
  "pgNum": 0, "pgSize": 100, "srtKey": "CreatedAt", "srtDirection": "asc"
}
JSON
)

alerts=$(curl -s $hdr -d $query $C42_API_HOST/v1/alerts/query-alerts)
for id in $(jq -r '.alerts[].id' <<< $alerts); do
  detail=$(curl -s $hdr -d "{\"alertIds\":[\"$id\"]}" $C42_API_HOST/v1/alerts/query-details)
  actor=$(jq -r '.alerts[0].actor' <<< $detail)
  rule=$(jq -r '.alerts[0].name' <<< $detail)
  curl -s -X POST $SLACK_HOOK -H 'Content-Type: application/json' -d "{\"text\":\"$rule by $actor\"}"
  curl -s $hdr -d "{\"alertId\":\"$id\",\"note\":\"posted to slack\"}" \
    $C42_API_HOST/v1/alerts/add-note
  if [[ $rule == *"(info)"* ]]; then
    curl -s $hdr -d "{\"alertIds\":[\"$id\"],\"state\":\"RESOLVED\"}" $C42_API_HOST/v1/alerts/update-state
  fi
done
print -r -- $(date -u +%Y-%m-%dT%H:%M:%S.000Z) > $HERE/.checkpoint
echo "query-alerts finished, $(jq '.alerts|length' <<< $alerts) new"
