#!/bin/bash
pip install -q 'incydr[cli]'
incydr users list --format csv > users.csv
incydr file-events search --start "$(date -d yesterday +%F)" --format json-lines > fe.jsonl
incydr alerts search --start P1D --format json-lines > alerts.jsonl
incydr watchlists list --format csv
incydr devices list --active --format csv > dev.csv
incydr cases list
incydr sessions search --start P1D
incydr risk-profiles list
