#!/bin/bash
# matches CrashPlan computers with Jamf computers by name, reports orphans

here=$(cd "$(dirname "$0")" && pwd)
. "$here/c42_functions.sh"

C42_USER=$(security find-generic-password -s c42api -g 2>&1 | awk -F'"' '/acct/ {print $4}')
C42_PW=$(security find-generic-password -s c42api -w)
JSS_USER=${JSS_USER:-apiread}
JSS_PW=$(security find-generic-password -s jssapi -w)

TMP=$(mktemp -d) ; trap 'rm -rf $TMP' EXIT

jss_get computers | jq -r '.computers[].name' | sort -u > "$TMP/jamf"

i=1
while :; do
	c42_get "Computer?active=true&pgNum=$i&pgSize=500" > "$TMP/page"
	[ "$(jq '.data.computers|length' "$TMP/page")" -gt 0 ] || break
	jq -r '.data.computers[].name' "$TMP/page" >> "$TMP/c42.raw"
	i=$((i+1))
done
sort -u "$TMP/c42.raw" > "$TMP/c42"

echo "== in CrashPlan but not in Jamf =="
comm -13 "$TMP/jamf" "$TMP/c42"
