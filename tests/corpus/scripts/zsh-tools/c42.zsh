#!/bin/zsh
# my Code42 helpers - source me from .zshrc
typeset -g C42_CONSOLE=https://console.us.code42.com
typeset -gA C42_EP
C42_EP=(
  user        /api/User
  org         /api/v1/Org
  computer    /api/v1/Computer
  roles       /api/v1/Role
  block       /api/v1/UserBlock
  dblock      /api/v1/ComputerBlock
  restore     /api/v1/RestoreHistory
  roleadd     /console/api/v1/UserRole
)

c42get()  { curl -fsS -H "Authorization: Bearer $(c42tok)" "$C42_CONSOLE${C42_EP[$1]}$2" }
c42put()  { curl -fsS -X PUT -H "Authorization: Bearer $(c42tok)" -H 'Content-Type: application/json' -d "${3:-{}}" "$C42_CONSOLE${C42_EP[$1]}/$2" }
c42tok()  { curl -fsS --netrc-file ~/.netrc-c42 "$C42_CONSOLE/api/v3/auth/jwt?useBody=true" | jq -r .data.v3_user_token }

c42who()   { c42get user "?q=$1" | jq -r '.data.users[] | [.userUid,.username,.status] | @tsv' }
c42orgs()  { c42get org '?pgSize=1000' | jq -r '.data.orgs[].orgName' }
c42block() { c42put block $1 }
