#!/bin/sh
# joiner/leaver glue, nothing of Code42 in here any more (was: PUT /api/UserDeactivation)
O=https://acme.okta.com
curl -s -H "Authorization: SSWS $OT" "$O/api/v1/users?search=profile.login+eq+%22$1%22"
curl -s -X POST -H "Authorization: SSWS $OT" "$O/api/v1/users/$1/lifecycle/deactivate"
curl -s -u "$SN_U:$SN_P" "https://acme.service-now.com/api/now/v1/table/sys_user?user_name=$1"
curl -s -H "X-Auth-Token: $RC" https://chat.acme.example/api/v1/users.list
curl -s -u "$DUO_I:$SIG" https://api-1234.duosecurity.com/admin/v1/users
curl -s -H "Authorization: Token $NB" https://netbox.acme.example/api/dcim/devices/
curl -s -H "Authorization: ApiToken $S1" "https://acme.sentinelone.net/web/api/v2.1/agents?computerName=$2"
