#!/bin/bash
G=${GRAFANA:-http://admin:admin@grafana.lan:3000}
curl -s "$G/api/org" | jq .name
curl -s "$G/api/user" | jq .login
curl -s "$G/api/org/users"
curl -s -X POST "$G/api/user/using/2"
curl -s -u admin:admin http://grafana.lan:3000/api/alerts
curl -s -H "Authorization: Bearer $GT" http://grafana.lan:3000/api/ruler/grafana/api/v1/rules
