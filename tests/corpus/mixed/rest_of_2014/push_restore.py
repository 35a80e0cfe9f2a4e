#!/usr/bin/env python
#	push_restore.py - push a restore of one folder to a replacement machine
import requests, json, argparse, getpass, time
p = argparse.ArgumentParser()
p.add_argument('src'); p.add_argument('dst'); p.add_argument('path')
p.add_argument('--host', default='https://master.example.com:4285')
a = p.parse_args()
s = requests.Session()
s.auth = (raw_input('admin: '), getpass.getpass())
s.verify = False

def guid(name):
    r = s.get('%s/api/computer?q=%s&active=true' % (a.host, name))
    c = r.json()['data']['computers']
    if len(c) != 1:
        raise SystemExit('%s matches %d devices' % (name, len(c)))
    return c[0]['guid']

src, dst = guid(a.src), guid(a.dst)
tok = s.post(a.host + '/api/DataKeyToken', data=json.dumps({'computerGuid': src})).json()['data']['dataKeyToken']
job = {'sourceComputerGuid': src, 'acceptingComputerGuid': dst, 'webRestoreSessionId': None,
       'targetNodeGuid': None, 'restorePath': '/restored', 'pathSet': [{'type': 'directory', 'path': a.path, 'selected': True}],
       'numBytes': 1, 'numFiles': 1, 'showDeletedFiles': False}
ses = s.post(a.host + '/api/WebRestoreSession', data=json.dumps({'computerGuid': src, 'dataKeyToken': tok}))
job['webRestoreSessionId'] = ses.json()['data']['webRestoreSessionId']
r = s.post(a.host + '/api/PushRestoreJob', data=json.dumps(job))
print r.status_code, r.text
jid = r.json()['data']['restoreId']
while True:
    st = s.get(a.host + '/api/RestoreRecord/' + str(jid)).json()['data']
    print st['status']
    if st['status'] in ('DONE', 'FAILED'): break
    time.sleep(30)
