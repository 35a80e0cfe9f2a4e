#!/usr/bin/python
# munki conditional item: crashplan_backup_age
import os, re, plistlib, subprocess, urllib2, json
from Foundation import CFPreferencesCopyAppValue

CONDITIONS = '/Library/Managed Installs/ConditionalItems.plist'
IDENTITY = '/Library/Application Support/CrashPlan/.identity'
LOG = '/Library/Logs/CrashPlan/app.log'
SERVER = 'https://cp.example.com:4285'

def guid():
    for l in open(IDENTITY):
        if l.startswith('guid='):
            return l.split('=')[1].strip()

def age(g):
    mgr = urllib2.HTTPPasswordMgrWithDefaultRealm()
    mgr.add_password(None, SERVER, 'munki-ro', 'xxxxxxx')
    opener = urllib2.build_opener(urllib2.HTTPBasicAuthHandler(mgr))
    url = SERVER + '/api/Computer/' + g + '?idType=guid&incBackupUsage=true'
    try:
        d = json.loads(opener.open(url).read())
    except Exception, e:
        print 'api error', e
        return 999
    return d['data']['backupUsage'][0]['lastCompletedBackup']

def installed():
    p = subprocess.Popen(['/usr/bin/defaults', 'read', '/Applications/CrashPlan.app/Contents/Info', 'CFBundleVersion'], stdout=subprocess.PIPE)
    return p.communicate()[0].strip()

c = plistlib.readPlist(CONDITIONS)
c['crashplan_version'] = installed()
c['crashplan_last_backup'] = str(age(guid()))
plistlib.writePlist(c, CONDITIONS)
