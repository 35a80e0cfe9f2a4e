#!/bin/sh
# nightly jobs
PATH=/usr/local/bin:$PATH
sudo -u code42 users
su - code42 -c 'users'
chown code42 users devices
crashplan users list
pip install --upgrade py42
pip3 install 'code42cli==1.11.0' requests
pip install pycpg incydr
code42 security-data search -b 1d -f JSON | grep -v '"exposure"' > /var/log/c42.json
for u in $(cat leavers.txt); do code42 departing-employee add "$u" --departure-date 2021-01-01; done
code42 alerts search --begin 30d \
   --severity HIGH \
   -f CSV >> /tmp/alerts.csv
test -x "$(command -v code42)" && code42 legal-hold list
echo "run code42 users list by hand"
incydr users list
30 2 * * * /usr/bin/true
