#!/usr/bin/env bash
# sync serial numbers and owners into Snipe-IT from Jamf. (Code42 part removed 2024, see git history)
set -o errexit -o nounset

SNIPE=https://assets.example.net/api/v1
JAMF=https://example.jamfcloud.com

jamf_token=$(curl -s -u "$JAMF_USER:$JAMF_PASS" -X POST "$JAMF/api/v1/auth/token" | plutil -extract token raw -)

jamf() { curl -s -H "Authorization: Bearer $jamf_token" -H 'Accept: application/json' "$JAMF/$1"; }

page=0
while :; do
  jamf "api/v1/computers-inventory?page=$page&page-size=200&section=GENERAL&section=HARDWARE&section=USER_AND_LOCATION" > /tmp/j.json
  [ "$(jq '.results|length' /tmp/j.json)" -eq 0 ] && break
  jq -r '.results[] | [.hardware.serialNumber, .general.name, .userAndLocation.email] | @tsv' /tmp/j.json |
  while IFS=$'\t' read -r sn name mail; do
    uid=$(curl -s -H "Authorization: Bearer $SNIPE_KEY" "$SNIPE/users?search=$mail" | jq -r '.rows[0].id')
    [ "$uid" = null ] && continue
    asset=$(curl -s -H "Authorization: Bearer $SNIPE_KEY" "$SNIPE/hardware/byserial/$sn" | jq -r '.rows[0].id')
    curl -s -X POST -H "Authorization: Bearer $SNIPE_KEY" -H 'Content-Type: application/json' \
        -d "{\"checkout_to_type\":\"user\",\"assigned_user\":$uid}" "$SNIPE/hardware/$asset/checkout"
  done
  page=$((page+1))
done

jamf "JSSResource/users" | jq '.users|length'
# was: code42 devices list -f CSV | cut -d, -f2
