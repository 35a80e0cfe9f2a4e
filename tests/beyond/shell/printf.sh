#!/bin/bash
# URLs that are printed.
host=console.us.code42.com
url() { printf 'https://%s/api/%s/%s' "$host" "$1" "$2"; }
curl -s "$(url User 4)"
u=`url Computer 5`
curl -s "$u"
printf -v target 'https://%s/api/User/%d' "$host" 6
curl -s "$target"
base=$(echo "https://$host/app/api")
curl -s "$base/Archive/$(echo 7)"
