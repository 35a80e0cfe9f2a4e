#!/bin/bash
# add Code42 dashboards to Grafana for the security team
GRAFANA=https://grafana.ops.example.net
curl -s -u admin:"$GF_PASS" "$GRAFANA/api/org" | jq .name
curl -s -u admin:"$GF_PASS" "$GRAFANA/api/user"
curl -s -u admin:"$GF_PASS" -X POST -H 'Content-Type: application/json' -d '{"name":"security"}' "$GRAFANA/api/orgs"
curl -s -u admin:"$GF_PASS" "$GRAFANA/api/users/lookup?loginOrEmail=code42-ro"
curl -s -u admin:"$GF_PASS" -X PUT "$GRAFANA/api/org/preferences" -d '{"theme":"dark"}'
curl -s -u admin:"$GF_PASS" -X POST -d @code42-dashboard.json -H 'Content-Type: application/json' "$GRAFANA/api/dashboards/db"
