#!/bin/zsh
# all active users of an org with their archive size, as csv

emulate -L zsh
setopt pipefail

: ${C42_HOST:=https://console.us.code42.com}
ORG=${1:-0}

print -n "username: "; read cuser
print -n "password: "; stty -echo; read cpass; stty echo; print

local -a resources
resources=(User Computer)

v3token=$(curl -s -u "${cuser}:${cpass}" "${C42_HOST}/c42api/v3/auth/jwt?useBody=true" | jq -r '.data.v3_user_token')
if [[ -z $v3token || $v3token == null ]]; then
  print -u2 "no v3_user_token in answer of auth/jwt - wrong password?"
  exit 1
fi

get() {
  curl -s -G "$C42_HOST$1" \
     -H "authorization: v3_user_token $v3token" \
     -H 'accept: application/json' "${@[2,-1]}"
}

print "userId,username,status,archiveBytes"
page=1
while true; do
  out=$(get /api/user --data-urlencode "orgId=$ORG" --data "active=true&pgSize=250&pgNum=$page&incBackupUsage=true")
  n=$(jq '.data.users | length' <<< $out)
  (( n == 0 )) && break
  jq -r '.data.users[] | [.userId, .username, .status, ([.backupUsage[]?.archiveBytes] | add // 0)] | @csv' <<< $out
  (( page++ ))
done

# org name for the file header
orgname=$(get "/console/api/v1/Org/$ORG" | jq -r .data.orgName)
print -u2 "org: $orgname"
