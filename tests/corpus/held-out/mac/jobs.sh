#!/usr/bin/env bash
set -e
# code42 users list
export CODE42_HOME=/opt/code42
id code42 && getent passwd code42
docker exec -it code42 users
systemctl restart code42
python3 -m pip install -U "py42>=1.0"
"$VENV"/bin/code42 departing-employee bulk add leavers.csv
CODE42="code42 --debug" 
code42 --profile prod high-risk-employee remove "$1" || true
ids=$(code42 alerts search -b 3d -f raw-json | jq -r .id)
if code42 watchlists list-members --watchlist-type X >/dev/null; then echo ok; fi
code42 devices list --active | while read -r l; do echo "$l"; done
nohup code42 security-data send-to 10.0.0.1:514 -b 1d &
cat <<'TXT'
run: code42 users list
TXT
incydr sessions search
