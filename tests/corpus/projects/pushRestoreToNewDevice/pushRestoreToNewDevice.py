# Push restore helper - 2015
#
# Given source guid and target guid, start a push restore of the whole
# user folder.

import json, sys, time
import urllib2, base64

HOST = 'https://crashplan.corp.example.com:4285'

class Server:
    def __init__(self, base, user, pw):
        self.base = base
        self.cred = base64.encodestring('%s:%s' % (user, pw)).replace('\n', '')

    def _req(self, method, path, data=None):
        req = urllib2.Request(self.base + path)
        req.add_header('Authorization', 'Basic ' + self.cred)
        req.add_header('Content-Type', 'application/json')
        req.get_method = lambda: method
        if data is not None:
            req.add_data(json.dumps(data))
        try:
            return json.load(urllib2.urlopen(req))
        except urllib2.HTTPError, e:
            print >>sys.stderr, 'HTTP', e.code, path
            raise

    def get(self, path):
        return self._req('GET', path)

    def post(self, path, d):
        return self._req('POST', path, d)


def storage_node(s, guid):
    c = s.get('/api/Computer/%s?idType=guid&incBackupUsage=true' % guid)['data']
    usage = [b for b in c['backupUsage'] if b['isProvider'] == False]
    if not usage:
        print 'no archive for', guid
        sys.exit(2)
    return usage[0]['serverGuid'], usage[0]['selectedForBackup']


def main():
    if len(sys.argv) < 5:
        print 'usage: %s user password srcGuid dstGuid [path]' % sys.argv[0]
        print 'docs:  https://support.code42.com/Administrator/Cloud/Restoring'
        sys.exit(1)
    s = Server(HOST, sys.argv[1], sys.argv[2])
    src, dst = sys.argv[3:5]
    path = len(sys.argv) > 5 and sys.argv[5] or '/Users'
    node, sel = storage_node(s, src)
    key = s.post('/api/DataKeyToken', {'computerGuid': src})['data']['dataKeyToken']
    sess = s.post('/api/WebRestoreSession', {'computerGuid': src, 'dataKeyToken': key})['data']['webRestoreSessionId']
    job = {
        'webRestoreSessionId': sess,
        'sourceGuid': src,
        'targetNodeGuid': node,
        'acceptingGuid': dst,
        'restorePath': path,
        'pathSet': [{'type': 'directory', 'path': path, 'selected': True}],
        'numBytes': 1, 'numFiles': 1, 'showDeleted': False,
        'restoreFullPath': True,
    }
    r = s.post('/api/PushRestoreJob', job)
    print 'restore id', r['data']['restoreId']
    while 1:
        rec = s.get('/api/RestoreRecord/' + str(r['data']['restoreId']))['data']
        print rec['status'], rec.get('percentComplete')
        if rec['status'] in ('COMPLETE', 'FAILED'):
            break
        time.sleep(30)

main()
