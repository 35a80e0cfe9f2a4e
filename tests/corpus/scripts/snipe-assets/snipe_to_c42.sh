#!/bin/bash
# Compare Snipe-IT laptops with devices in Code42
SNIPE=https://assets.example.com/api/v1
curl -s -H "Authorization: Bearer $SNIPE_KEY" "$SNIPE/hardware?limit=500&category_id=3" | jq -r '.rows[].serial' | sort > a
curl -s -H "Authorization: Bearer $SNIPE_KEY" "$SNIPE/users?email=$1"
curl -s -H "Authorization: Bearer $SNIPE_KEY" "$SNIPE/users/me"

C42=https://console.us.code42.com/api
curl -s -u "$C42_UP" "$C42/Computer?active=true&incHardware=true&pgSize=1000" | jq -r '.data.computers[].serialNumber' | sort > b
comm -23 a b
