#!/bin/sh
. ./lib/c42.sh
c42_v1 "Org?active=true" | jq -r '.data.orgs[]|[.orgId,.orgName]|@tsv' |
while IFS="	" read -r id name; do
  n=$(c42_v1 "User?orgId=$id&active=true&pgSize=1" | jq .data.totalCount)
  d=$(c42_v1 "Computer?orgId=$id&active=true&pgSize=1" | jq .data.totalCount)
  printf '%s\t%s\t%s\n' "$name" "$n" "$d"
done
