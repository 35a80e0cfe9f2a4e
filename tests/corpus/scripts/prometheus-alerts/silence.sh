#!/usr/bin/env bash
AM=http://alertmanager:9093
curl -s "$AM/api/v1/alerts" | jq '.data[].labels.alertname'
curl -s "$AM/api/v2/alerts?active=true"
curl -s "http://prometheus:9090/api/v1/rules?type=alert"
curl -s -XPOST "$AM/api/v2/silences" -H 'Content-Type: application/json' -d @code42-maintenance.json
curl -s -u "ops:$PASS" https://thehive.example.com/api/alert/code42-$1
curl -s -u "ops:$PASS" https://thehive.example.com/api/user/current
