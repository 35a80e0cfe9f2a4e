#!/bin/bash
# post-install: write deploy properties for Code42 app. no API here
mkdir -p /Library/Application\ Support/CrashPlan
cat > /Library/Application\ Support/CrashPlan/deploy.properties <<EOF
DEPLOYMENT_URL=https://clients.us.code42.com
DEPLOYMENT_POLICY_TOKEN=0b9f2d34-0000-1111-2222-333344445555
SSL_WHITELIST=
PROVIDED_USERNAME=$(stat -f%Su /dev/console)@example.com
EOF
hdiutil attach -nobrowse /tmp/Code42.dmg
installer -pkg "/Volumes/Code42/Install Code42.pkg" -target /
hdiutil detach /Volumes/Code42
tail -5 /Library/Logs/CrashPlan/service.log.0
pgrep -x Code42Service || /Applications/Code42.app/Contents/MacOS/Code42 &
