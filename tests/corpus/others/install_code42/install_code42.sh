#!/bin/zsh --no-rcs
# Installs the Code42 app (insider risk agent) with deployment properties.
# Everything is done locally, nothing here talks to the REST API.

dmg="/Library/Application Support/JAMF/Waiting Room/Code42.dmg"
props="/Library/Application Support/CrashPlan/deploy.properties"
plist="/Library/LaunchDaemons/com.code42.service.plist"
svclog="/Library/Logs/CrashPlan/service.log.0"

DEPLOYMENT_URL="https://clients.us.code42.com"
DEPLOYMENT_POLICY_TOKEN="$4"

console_user=$(stat -f%Su /dev/console)
loggedin_mail=$(dscl . -read "/Users/$console_user" EMailAddress | awk '{print $2}')

function stop_service() {
  launchctl unload "$plist" 2>/dev/null
  pkill -x Code42Desktop 2>/dev/null
}

function write_props() {
  mkdir -p "${props:h}"
  cat > "$props" <<PROPS
DEPLOYMENT_URL=$DEPLOYMENT_URL
DEPLOYMENT_POLICY_TOKEN=$DEPLOYMENT_POLICY_TOKEN
SSA_ENABLED=true
PROXY_URL=
PROPS
}

if [[ ! -f $dmg ]]; then
  echo "no dmg, nothing to do"; exit 1
fi

stop_service
write_props
hdiutil attach "$dmg" -nobrowse -quiet || exit 2
installer -pkg "/Volumes/Code42/Install Code42.pkg" -target /
hdiutil detach "/Volumes/Code42" -quiet

# wait for registration
for i in {1..30}; do
  if grep -q 'AUTH:: Authorized' "$svclog" 2>/dev/null; then
    echo "registered as $(grep -o 'username=[^,]*' $svclog | tail -1)"
    break
  fi
  sleep 10
done

if ! grep -q "GET /api/v1/User/my" "$svclog"; then echo "service did not fetch /api/v1/User/my yet"; fi
echo "<api/User> registration finished for ${loggedin_mail:-$console_user}"
exit 0
