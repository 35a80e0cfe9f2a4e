#!/bin/bash

# Workday leavers -> Code42 departing employee
# input: workday_leavers.csv with email;last day;manager

IN="${1:-/data/in/workday_leavers.csv}"
WORK=$(mktemp)
echo "username,cloud_alias,departure_date,notes" > "$WORK"

awk -F';' 'NR>1 && $2 != "" { print $1 ",," $2 ",manager " $3 }' "$IN" >> "$WORK"

N=$(($(wc -l < "$WORK") - 1))
if [ $N -lt 1 ]; then
  echo "no leavers today"
  exit 0
elif [ $N -gt 200 ]; then
  echo "more than 200 leavers? refusing to call code42 departing-employee bulk add" >&2
  exit 9
fi

yes | code42 departing-employee bulk add "$WORK"
if [ $? -ne 0 ]; then
  # try one by one so that one bad apple does not spoil it
  tail -n +2 "$WORK" | while IFS=, read -r u _ d n; do
    code42 departing-employee add "$u" --departure-date "$d" --notes "$n" || echo "FAILED $u"
  done
fi

# people who left more than 90 days ago
code42 departing-employee list -f json \
  | jq -r 'select(.departureDate < (now - 7776000 | todate)) | .userName' \
  | xargs -r -n1 code42 departing-employee remove
rm -f "$WORK"
