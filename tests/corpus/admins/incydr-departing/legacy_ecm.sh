#!/bin/bash
# the way we did it before the portal existed; kept because the GOV tenant still uses it
ECM=https://ecm-default.gov.code42.com/svc/api
CONSOLE=https://console.gov.code42.com
JWT=$(curl -s -u "$1" "$CONSOLE/c42api/v3/auth/jwt?useBody=true" | python -c "import sys, json; print(json.load(sys.stdin)['data']['v3_user_token'])")
curl -s "$ECM/v2/departingemployee/get" -H "Authorization: v3_user_token $JWT" -H "content-type: application/json" -d "{\"tenantId\": \"$2\", \"userId\": \"$3\"}"
curl -s "$ECM/v2/highriskemployee/add" \
     -H "Authorization: v3_user_token $JWT" \
     -H "content-type: application/json" \
     -d "{\"tenantId\": \"$2\", \"userId\": \"$3\"}"
curl -s "$ECM/v2/user/getbyid" -H "Authorization: Bearer $JWT" -H "content-type: application/json" -d "{\"tenantId\": \"$2\", \"userId\": \"$3\"}"
