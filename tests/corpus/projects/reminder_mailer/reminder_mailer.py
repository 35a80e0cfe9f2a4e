#!/usr/bin/env python
# Mail users whose backup is older than two weeks
import smtplib, json, time, sys
from email.mime.text import MIMEText
from datetime import datetime, timedelta
import requests

SMTP = 'smtp.example.edu'
FROM = 'helpdesk@example.edu'
TEXT = """Hello %(name)s,

your computer %(computer)s has not been backed up since %(date)s.
Please open CrashPlan and check. You may also log in at
https://backup.example.edu:4285/console/ to see your devices.

The Help Desk
"""

cfg = json.load(open('reminder.json'))

def report():
    url = cfg['server'] + '/api/DeviceBackupReport'
    r = requests.get(url, auth=(cfg['user'], cfg['password']), params={'active': 'true', 'srtKey': 'lastConnectedDate', 'pgSize': 2000}, verify=False)
    return r.json()['data']

def first_name(uid):
    r = requests.get('%s/api/User/%s?idType=uid' % (cfg['server'], uid), auth=(cfg['user'], cfg['password']), verify=False)
    if r.status_code == 404:
        return 'colleague'
    return r.json()['data']['firstName']

def mail(to, txt):
    m = MIMEText(txt.encode('utf-8'), 'plain', 'utf-8')
    m['Subject'] = 'Backup reminder'
    m['From'] = FROM
    m['To'] = to
    s = smtplib.SMTP(SMTP)
    s.sendmail(FROM, [to], m.as_string())
    s.quit()

limit = datetime.now() - timedelta(days=14)
sent = 0
for d in report():
    last = d.get('lastCompletedBackupDate') or d['lastConnectedDate']
    if not last:
        continue
    when = datetime.strptime(last[:10], '%Y-%m-%d')
    if when > limit:
        continue
    try:
        mail(d['email'], TEXT % {'name': first_name(d['userUid']), 'computer': d['deviceName'], 'date': last[:10]})
        sent += 1
    except smtplib.SMTPException, e:
        print 'mail to %s failed: %s' % (d['email'], e)
    time.sleep(0.2)
print '%d reminders sent' % sent
