#!/bin/sh
# old solaris box, only wget
wget -q --no-check-certificate --user="$CU" --password="$CP" -O /tmp/dev.json "https://console.us.code42.com/api/v1/Computer?active=true&pgNum=1"
wget -q --auth-no-challenge --user="$CU" --password="$CP" -O /tmp/usr.json 'https://console.us.code42.com/console/api/User?active=true'
wget -q --user="$AU" --password="$AP" -O /tmp/art.json https://artifactory.example.org/artifactory/api/storage/libs
wget -q -O /tmp/ping.json https://console.us.code42.com/api/v1/Ping
wget -q --user="$AU" --password="$AP" https://docs.example.org/code42/api/Computer.html
