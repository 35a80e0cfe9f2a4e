#!/bin/bash -x
python3 -m venv /opt/c42 && source /opt/c42/bin/activate
pip install 'py42~=1.26' 'incydr==2.*'
pip install code42cli==1.16.1 --no-cache-dir
yes | code42 profile create --name ci --server console.us.code42.com --username "$U" --password "$P"
code42 \
  watchlists list -f JSON \
  | jq -r '.[].watchlistId'
code42 trusted-activities list
code42 cases list --format JSON || echo 'code42 cases list failed'
code42 --version
incydr sessions search --start P1D
incydr alerts search --start P1D
incydr devices list -f csv
pip install pycpg crashplancli
