#!/bin/bash
# Options kept in an array that grows.
host=console.us.code42.com
args=(--silent --insecure)
args+=(-H "Authorization: v3_user_token ${TOKEN:-abc}")
args+=(-H 'Accept: application/json')
paths=( "api/User/1" 'api/Computer/2' )
for path in "${paths[@]}"; do
	curl "${args[@]}" "https://$host/$path"
done
declare -A more=([archive]=/app/api/v1/Archive/3 [history]=/api/RestoreHistory/4)
curl "${args[@]}" "https://${host}${more[archive]}"
curl "${args[@]}" "https://${host}${more["history"]}"
