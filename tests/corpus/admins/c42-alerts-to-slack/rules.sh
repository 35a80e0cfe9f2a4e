#!/bin/zsh
# switch noisy rules off at night, on in the morning
# usage: rules.sh on|off
source ${0:A:h}/config.zsh
T=$(curl -s -X POST -u "$CLIENT_ID:$CLIENT_SECRET" "$C42_API_HOST/v1/oauth?grant_type=client_credentials" | jq -r .access_token)
[[ $1 == on ]] && state=true || state=false

meta=$(curl -s -H "Authorization: Bearer $T" -H "Content-Type: application/json" -d '{"tenantId":"'$TENANT_ID'","groups":[],"pgNum":0,"pgSize":50,"srtDirection":"asc","srtKey":"CreatedAt"}' $C42_API_HOST/v1/alerts/rules/query-rule-metadata)
ids=$(jq -c '[.ruleMetadata[] | select(.name|test("night")) | .observerRuleId]' <<< $meta)

curl -s -H "Authorization: Bearer $T" -H "Content-Type: application/json" \
  -d "{\"tenantId\":\"$TENANT_ID\",\"ruleIds\":$ids,\"isEnabled\":$state}" \
  $C42_API_HOST/v1/alert-rules/update-is-enabled

for r in $(jq -r '.[]' <<< $ids); do
  curl -s -H "Authorization: Bearer $T" -H "Content-Type: application/json" -d "{\"tenantId\":\"$TENANT_ID\",\"ruleId\":\"$r\"}" $C42_API_HOST/v1/alert-rules/query-users | jq .
done

# new way, not rolled out yet
curl -s -X POST -H "Authorization: Bearer $T" $C42_API_HOST/v2/alert-rules/disable -d "{\"ruleIds\":$ids}"
curl -s -H "Authorization: Bearer $T" "$C42_API_HOST/v2/alert-rules?PageNumber=1&PageSize=100"
