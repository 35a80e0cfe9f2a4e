#!/bin/sh
# C42 here = building C, floor 4, room 2
C42_API=http://10.42.0.1/api/v1/lights
curl -u "$LIGHT_USER:$LIGHT_PW" "$C42_API"
curl -X PUT "http://10.42.0.1/api/user" -d '{"devicetype":"c42#sensor"}'
