#!/bin/zsh
# Jamf EA: username signed in to the Code42 app (local file only)
f="/Library/Application Support/CrashPlan/conf/my.service.xml"
if [[ -f $f ]]; then
  u=$(/usr/bin/grep -o 'username>[^<]*' "$f" | /usr/bin/cut -d'>' -f2)
  echo "<result>${u:-none}</result>"
else
  echo "<result>Code42 not installed</result>"
fi
