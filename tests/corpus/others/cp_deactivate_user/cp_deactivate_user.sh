#!/bin/sh
# deactivates crashplan user $1  (called from the AD termination job)
. /usr/local/etc/cp.env 2>/dev/null

USERNAME="$1"
BASEURL="https://backup.uni.example:4285/api"
LOG=/var/log/cp_deactivate.log

uid=$(wget -qO- --no-check-certificate --auth-no-challenge --user="$CPADMIN" --password="$CPPASS" "$BASEURL/User?username=$USERNAME" \
    | perl -MJSON -e 'local $/; print decode_json(<STDIN>)->{data}{users}[0]{userId}')

if [ "x$uid" = "x" ]; then
    echo "`date` $USERNAME has no CrashPlan account" >> $LOG
    exit 0
fi

curl -k -s -u $CPADMIN:$CPPASS -X PUT -H 'Content-Type: application/json' -d '{"blockUser": true}' $BASEURL/UserDeactivation/$uid >> $LOG 2>&1
rc=$?
echo "`date` deactivated $USERNAME (UserDeactivation/$uid) rc=$rc" >> $LOG

# mail the helpdesk
mail -s "CrashPlan: $USERNAME deactivated" helpdesk@uni.example <<MSG
User $USERNAME was deactivated with PUT /api/UserDeactivation/$uid.
Archive goes to cold storage for 30 days.
MSG
exit $rc
