#!/bin/bash
# All the loops.
URL=https://console.us.code42.com/api
for id in 1 2 3; do curl -s "$URL/User/$id"; done
i=0
while [ $i -lt 2 ]; do
  curl -s "$URL/Computer/$i"
  i=$((i + 1))
done
until [[ $i -eq 0 ]]; do curl -s "$URL/Archive/$i"; ((i--)); done
for ((n = 0; n < 2; n++)); do
  curl -s "$URL"/RestoreHistory/$n || break
done
while IFS=, read -r user _; do
  curl -s "${URL}/User/${user}" < /dev/null
done <<'CSV'
u1,Ada
u2,Grace
CSV
while read -r g; do curl -s "$URL/Computer/$g"; done < <(printf '%s\n' g1 g2)
