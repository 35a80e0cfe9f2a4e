#!/bin/sh
# weekly report
CODE42=${CODE42:-/opt/venv/bin/code42}
for n in $(/opt/venv/bin/code42 cases list -f CSV --status OPEN | tail -n +2 | cut -d, -f1); do
  /opt/venv/bin/code42 cases file-events list "$n"
done
code42 \
  alert-rules list \
  -f TABLE
code42 watchlists list
code42 trusted-activities list -f RAW-JSON | jq .
incydr cases list --status OPEN
incydr watchlists list
incydr devices list --active
incydr alerts search --start 7d
incydr sessions search --start 7d
# code42 devices deactivate is done elsewhere
