#!/bin/sh
# container healthcheck / smoke test for the on-prem authority
H=${1:-localhost}
P=${2:-4280}
i=0
until curl -fs "http://$H:$P/api/Ping" >/dev/null; do
  i=$((i+1))
  [ $i -gt 60 ] && { echo "no answer from /api/Ping on $H:$P"; exit 1; }
  sleep 5
done

curl -s -u "admin:${ADMIN_PW:-admin}" "http://$H:$P/api/ServerEnv" | grep -q '"version"' || exit 2
curl -s -u "admin:${ADMIN_PW:-admin}" \
     -o /tmp/diag.json \
     "http://$H:$P/api/Diagnostic"
ss -ltn | awk '{print $4}' | grep -E ':(4280|4282|4285|4287)$' || echo "some ports are not open"
