#!/bin/bash
#
#   ffs.sh - search Forensic File Search from a terminal
#   ./ffs.sh -t md5Checksum -v d41d8cd98f00b204e9800998ecf8427e
#
usage() { sed -n '3,5p' "$0"; exit 64; }
TERM_="fileName" VALUE="" REGION="east.us"
while getopts "t:v:r:h" o; do
	case $o in
		t) TERM_=$OPTARG ;;
		v) VALUE=$OPTARG ;;
		r) REGION=$OPTARG ;;
		*) usage ;;
	esac
done
[ -n "$VALUE" ] || usage

read -p "Code42 user: " CU
read -s -p "Password: " CP; echo
read -p "2FA code (empty for none): " OTP

AUTH_URL="https://www.crashplan.com/c42api/v3/auth/jwt?useBody=true"
SEARCH_URL="https://forensicsearch-${REGION}.code42.com/forensic-search/queryservice/api/v1/fileevent"
SAVED_URL="https://forensicsearch-${REGION}.code42.com/forensic-search/queryservice/api/v1/saved"

if [ -n "$OTP" ]; then
	RESP=$(curl -s -u "$CU:$CP" -H "totp-auth: $OTP" "$AUTH_URL")
else
	RESP=$(curl -s -u "$CU:$CP" "$AUTH_URL")
fi
v3_user_token=$(echo "$RESP" | jq -r '.data.v3_user_token')
if [ "$v3_user_token" = "null" ]; then
	echo "login failed" >&2
	exit 1
fi

curl -s -X POST "$SEARCH_URL" \
	-H "authorization: v3_user_token $v3_user_token" \
	-H "content-type: application/json" \
	-d '{
  "groups": [
    {"filters": [{"operator": "IS", "term": "'"$TERM_"'", "value": "'"$VALUE"'"}]}
  ],
  "pgNum": 1,
  "pgSize": 100
}' | jq -r '.fileEvents[] | [.eventTimestamp, .deviceUserName, .filePath, .fileName] | @csv'
