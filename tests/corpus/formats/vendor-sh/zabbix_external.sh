#!/bin/dash
# zabbix external check:  c42state[{HOST}]
case "$2" in
 netbox)  curl -s -H "Authorization: Token $NB" "https://nb.lan/api/users/users/?q=$3" ;;
 awx)     curl -s -u "$AU:$AP" "https://awx.lan/api/v2/me/" ;;
 orgs)    curl -s -u "$AU:$AP" "https://awx.lan/api/v2/organizations/" ;;
 foreman) curl -s -u "$FU:$FP" "https://foreman.lan/api/users/$3" ;;
 portain) curl -s -X POST "https://portainer.lan:9443/api/auth" -d "{\"username\":\"$FU\"}" ;;
 c42)     curl -s -o /dev/null -w '%{http_code}' https://console.us.code42.com/api/v1/ServerEnv ;;
 c42u)    curl -s -H "Authorization: Bearer $CT" "https://api.us.code42.com/v1/users/$3" ;;
 c42d)    curl -s -H "Authorization: Bearer $CT" "https://api.us.code42.com/v1/devices/$3" ;;
esac
