#!/bin/bash
# Other programs that run curl.
printf '%s\n' 1 2 | xargs -I{} curl -s "https://console.us.code42.com/api/Computer/{}"
echo 3 4 | xargs -n 1 -I % sh -c 'curl -s https://console.us.code42.com/api/User/%'
timeout 10 curl -s https://console.us.code42.com/api/User/5
time nice -n 5 curl -s "https://console.us.code42.com/api/Archive/6"
