#!/bin/bash
################################################################
# Author:  Mac Admin Team
# Needs a read-only account, see https://support.code42.com/Administrator/Cloud/Monitoring_and_managing/Code42_API
################################################################
c42Server="https://crashplan.example.org:4285"
c42User="$4"
c42Pass="$5"

[[ -z $c42User ]] && c42User="ro_api"
[[ -z $c42Pass ]] && c42Pass="ro_api"

getGUID () {
	/bin/cat /Library/Application\ Support/CrashPlan/.identity | /usr/bin/awk -F "=" '/guid/{print $2}'
}

getValue () {
	# $1 json, $2 key
	echo "$1" | python -c 'import sys,json; print json.load(sys.stdin)["data"]["'$2'"]'
}

GUID=$(getGUID)
computerJSON=$(curl -sku "$c42User:$c42Pass" "${c42Server}/api/computer/${GUID}?idType=guid")
orgId=$(getValue "$computerJSON" orgId)
orgJSON=$(curl -sku "$c42User:$c42Pass" "${c42Server}/api/org/${orgId}")
userJSON=$(curl -sku "$c42User:$c42Pass" "${c42Server}/api/user/$(getValue "$computerJSON" userId)")

echo "<result>$(getValue "$orgJSON" orgName) / $(getValue "$userJSON" username)</result>"
