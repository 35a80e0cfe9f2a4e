#!/bin/bash
# source me.   C42_HOST, C42_USER, C42_PASS from keychain
C42_HOST=https://console.us.code42.com
C42_USER=$(security find-generic-password -s c42api -g 2>&1 | awk -F'"' '/acct/{print $4}')
C42_PASS=$(security find-generic-password -s c42api -w)

get_token() {
    # token is in .data.v3_user_token
    v3_user_token=$(curl -sS -u "${C42_USER}:${C42_PASS}" "${C42_HOST}/c42api/v3/auth/jwt?useBody=true" | jq -r .data.v3_user_token)
    [ -n "$v3_user_token" ] || { echo "no v3_user_token" >&2; return 1; }
}

c42_get() {
    local r="$1"; shift
    curl -sS -G "${C42_HOST}/api/${r}" -H "Authorization: v3_user_token ${v3_user_token}" "$@"
}

user_id() {
    c42_get User --data-urlencode "username=$1" | jq -r '.data.users[0].userId'
}

devices_of() {
    c42_get Computer -d userId="$(user_id "$1")" -d active=true | jq -r '.data.computers[].guid'
}

orgs() { c42_get "Org?pgSize=100" | jq -r '.data.orgs[]|[.orgId,.orgName]|@tsv'; }

user_v1() {
    curl -sS "$C42_HOST/api/v1/User/$1" -H "authorization: Bearer $v3_user_token"
}
