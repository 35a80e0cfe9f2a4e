#!/usr/bin/python2.6
# zabbix external check for the backup master. old box, no requests there
import sys, urllib2, json

MASTER = 'backup.example.net'

def opener(u, p):
    mgr = urllib2.HTTPPasswordMgrWithDefaultRealm()
    mgr.add_password(None, 'https://%s:4285' % MASTER, u, p)
    return urllib2.build_opener(urllib2.HTTPBasicAuthHandler(mgr))

def main(argv):
    item, u, p = argv
    o = opener(u, p)
    if item == 'ping':
        d = json.loads(o.open('https://%s:4285/api/Ping' % MASTER).read())
        print int(d['data']['success'])
    elif item == 'alerts':
        d = json.loads(o.open('https://' + MASTER + ':4285/api/AlertLog?status=unresolved').read())
        print len(d['data'])
    elif item == 'stale':
        # days since backup per device; the csv flavour is /api/DeviceBackupReport.csv
        d = json.loads(o.open('https://%s:4285/api/DeviceBackupReport?active=true&pgSize=5000' % MASTER).read())
        print len([x for x in d['data'] if float(x['lastConnectedDate'] and x['daysSince'] or 99) > 14])
    else:
        print >> sys.stderr, 'ZBX_NOTSUPPORTED'

try:
    main(sys.argv[1:])
except urllib2.URLError, e:
    print 'ZBX_NOTSUPPORTED', e
