#!/bin/bash
# detection list maintenance (ECM)
API=https://api.us.code42.com
JSON='Content-Type: application/json'
TOKEN=$(cat ~/.incydr_token)
DL=$API/v1/detection-lists
post() { curl -s -X POST -H "$JSON" -H "Authorization: Bearer $TOKEN" -d "$2" "$1"; }

case $1 in
  hr-add)    post "$DL/highriskemployee/add" "{\"userId\":\"$2\",\"tenantId\":\"$TEN\"}" ;;
  hr-del)    post "$DL/highriskemployee/remove" "{\"userId\":\"$2\",\"tenantId\":\"$TEN\"}" ;;
  dep-list)  post "$DL/departingemployee/search" '{"pgSize":50,"pgNum":1,"filterType":"OPEN"}' ;;
  alias)     post "$API/v1/detection-lists/user/addcloudusernames" "$(cat "$2")" ;;
  cases)     post "$API/v1/cases" "{\"name\":\"$2\"}" ;;
  deact)     post "$API/v1/users/$2/deactivate" '' ;;
  move)      post "$API/v1/users/$2/move" "{\"orgGuid\":\"$3\"}" ;;
  aggregate) post "$API/v1/alerts/query-details-aggregate" "{\"alertId\":\"$2\"}" ;;
  *) echo "usage: $0 hr-add|hr-del|dep-list|alias|cases|deact|move  (see /v1/detection-lists docs)"; exit 64 ;;
esac
