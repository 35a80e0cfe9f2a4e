#!/bin/ksh
# role_audit.ksh -- who has which role; we want no "Customer Cloud Admin" left
typeset host=${1:-console.us.code42.com}
typeset netrc=$HOME/.c42curlrc
#  .c42curlrc contains:  user = "admin@example.com:secret"

typeset -i n=0
set -A roles "Customer Cloud Admin" "Org Admin" "Cross Org User Modify"

function users_of_role {
	curl -s -K "$netrc" "https://$host/api/v1/Role" | tr '{' '\n' | grep "\"$1\""
}

for r in "${roles[@]}"
do
	print "### $r"
	users_of_role "$r"
done

while read id name
do
	(( n += 1 ))
	curl -s -K "$netrc" https://$host/api/UserRole/$id | grep -q 'Customer Cloud Admin' || continue
	print "$name ($id) has it"
	if [[ $2 = "--fix" ]]; then
		curl -s -K "$netrc" -X DELETE "https://$host/api/UserRole?userId=$id&roleId=42" && print "  removed"
	fi
done < admins.lst
print "$n users looked at"
