set -e
retry() { local n=0; until "$@"; do n=$((n+1)); [ $n -ge 5 ] && return 1; sleep $n; done; }
B=https://console.us.code42.com
retry curl -fs -o org.json -H "Authorization: Bearer $BEARER" $B/api/v1/Org/$ORG?idType=orgUid
retry curl -fs -X POST -H "Authorization: Bearer $BEARER" -H 'Content-Type: application/json' -d @neworg.json $B/api/v1/Org
retry curl -fs -X DELETE -H "Authorization: Bearer $BEARER" "$B/api/v1/UserRole?userId=$UID1&roleName=$ROLE"
retry curl -fs -H "Authorization: Bearer $BEARER" "$B/api/v1/User/$UID1?idType=uid"
retry curl -fs -X PUT -H "Authorization: Bearer $BEARER" -d @u.json $B/api/v1/User/$UID1
retry curl -fs -H "Authorization: Bearer $BEARER" https://api.us.code42.com/v1/users/$UID1/roles
retry curl -fs -X PUT -H "Authorization: Bearer $BEARER" -d '{"roleIds":["desktop-user"]}' https://api.us.code42.com/v1/users/$UID1/roles
retry curl -fs -H "Authorization: Bearer $BEARER" "https://api.us.code42.com/v1/users/$UID1/devices?page=1"
retry curl -fs -X DELETE -H "Authorization: Bearer $BEARER" https://api.us.code42.com/v1/watchlists/$WL
retry curl -fs -X DELETE -H "Authorization: Bearer $BEARER" https://api.us.code42.com/v2/watchlists/$WL
