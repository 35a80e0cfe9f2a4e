#!/bin/bash
# bash fed from a here-document; strings that only look like an end.
BASE=https://console.us.code42.com
bash <<'EOS'
U="https://console.us.code42.com/api/User"
curl -s "$U/1"
EOS
(
  BASE="$BASE/console/api"
  curl -s "$BASE/Computer/2"
)
curl -s "$BASE/api/Computer/3"
