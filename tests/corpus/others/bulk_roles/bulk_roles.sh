#!/bin/bash
# give "PROe User" and "Desktop User" back after the migration broke roles
SERVER=https://console.gov.code42.com
TOKEN=`cat token.txt`

ROLES='PROe User
Desktop User'

while IFS=',' read -r id user; do
  echo "$ROLES" | while read -r role; do
    code=$(curl -s -o out.json -w "%{http_code}" -X POST "$SERVER/api/v1/UserRole" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" --data '{"userId": "'$id'", "roleName": "'"$role"'"}')
    [ "$code" -eq 200 ] || echo "UserRole $user $role -> $code" | tee -a failed.txt
  done
done < <(curl -s -H "Authorization: Bearer $TOKEN" "$SERVER/api/v1/User?active=true&pgSize=1000" | jq -r '.data.users[] | "\(.userId),\(.username)"')

curl -s -H "Authorization: Bearer $TOKEN" "$SERVER/api/v1/role" | jq -r '.data[].roleName' > roles_available.txt
