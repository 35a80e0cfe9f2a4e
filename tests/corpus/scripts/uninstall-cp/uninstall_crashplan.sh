#!/bin/bash
# Removes Code42 CrashPlan from the Mac. No server call.
launchctl unload /Library/LaunchDaemons/com.crashplan.engine.plist 2>/dev/null
launchctl unload /Library/LaunchDaemons/com.code42.service.plist 2>/dev/null
/Library/Application\ Support/CrashPlan/Uninstall.app/Contents/Resources/uninstall.sh
chmod -R 755 "/Library/Application Support/CrashPlan"
for d in /Applications/CrashPlan.app /Applications/Code42.app "/Library/Application Support/CrashPlan" /Library/Caches/CrashPlan; do
  rm -rf "$d"
done
for u in $(dscl . list /Users UniqueID | awk '$2>500{print $1}'); do
  rm -rf "/Users/$u/Library/Application Support/CrashPlan" "/Users/$u/Library/Logs/Code42"
done
rm -f /var/root/Library/Preferences/code42.plist
pkgutil --forget com.code42.app.pkg
exit 0
