#!/bin/sh
# sh, busybox
B=https://itop.example.com
for x in $(wget -qO- --user=sync --password="$P" "$B/api/v1/devices?limit=0" | jq -r '.[].id'); do
  wget -qO- --user=sync --password="$P" "$B/api/v1/devices/$x" >> all.json
done
wget -qO- --user=sync --password="$P" "$B/api/Role"
wget -qO- --header="Authorization: Basic $MERAKI" "https://api.meraki.com/api/v1/organizations"
