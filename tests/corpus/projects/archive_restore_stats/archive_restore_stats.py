#!/usr/bin/env python
#
# restore history -> graphite.   run from cron every hour

import os, sys, time, socket, json, base64
import pycurl
from StringIO import StringIO

SERVER = os.environ.get('C42_SERVER', 'https://localhost:4285')
CARBON = ('graphite.int.example.org', 2003)

def fetch(path):
    buf = StringIO()
    c = pycurl.Curl()
    c.setopt(pycurl.URL, SERVER + path)
    c.setopt(pycurl.USERPWD, '%s:%s' % (os.environ['C42_USER'], os.environ['C42_PASS']))
    c.setopt(pycurl.SSL_VERIFYPEER, 0)
    c.setopt(pycurl.WRITEFUNCTION, buf.write)
    c.perform()
    code = c.getinfo(pycurl.HTTP_CODE)
    c.close()
    if code != 200:
        raise RuntimeError, 'HTTP %d on %s' % (code, path)
    return json.loads(buf.getvalue())['data']

def send(lines):
    sock = socket.create_connection(CARBON)
    sock.sendall('\n'.join(lines) + '\n')
    sock.close()

now = int(time.time())
out = []
hist = fetch('/api/RestoreHistory?days=1&pgSize=999&pgNum=1&orgId=2')
total = sum([r['numBytes'] or 0 for r in hist['restoreEvents']])
out.append('backup.c42.restore.count %d %d' % (len(hist['restoreEvents']), now))
out.append('backup.c42.restore.bytes %d %d' % (total, now))

for srv in fetch('/api/Server')['servers']:
    name = srv['serverName'].replace('.', '_')
    out.append('backup.c42.%s.free %d %d' % (name, srv['freeBytes'], now))

diag = fetch('/api/Diagnostic')
out.append('backup.c42.alerts %d %d' % (diag.get('numAlerts', 0), now))
send(out)
if '-v' in sys.argv:
    print '\n'.join(out)
