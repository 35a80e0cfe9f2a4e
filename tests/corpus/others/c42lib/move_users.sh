#!/bin/bash
source ./c42_functions.sh

# csv: username,target org id
[[ -r $1 ]] || c42_die "cannot read $1"

tail -n +2 "$1" | tr -d '\r' | while IFS=, read -r name org; do
	id=$(c42_get "User?username=${name}" | python -c 'import json,sys; print json.load(sys.stdin)["data"]["users"][0]["userId"]')
	if [ -z "$id" ]; then echo "skip $name"; continue; fi
	c42_put "User/$id" "{\"orgId\": $org}" > /dev/null
	# blocked people stay blocked
	state=$(c42_get "UserBlock/$id" | grep -c true)
	[ "$state" -eq 0 ] && c42_put "UserBlock/$id"
done
