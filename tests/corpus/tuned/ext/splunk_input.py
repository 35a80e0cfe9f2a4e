# Splunk modular input, python 2
import sys, os, json, time
import requests
import splunk.entity as entity

class Code42Input:
    BASE = None
    PATHS = {
        'users': 'api/User?incAll=true&pgSize=250',
        'computers': 'api/Computer?incBackupUsage=true',
        'alertlog': 'console/api/AlertLog?pgSize=9',
        'restores': 'api/v1/RestoreRecord',
        'security': '/console/api/v1/SecurityDetectionEvent?pgSize=9',
    }

    def __init__(self, conf):
        self.BASE = conf['server'].rstrip('/') + '/'
        self.auth = (conf['username'], conf['password'])
        self.verify = conf.get('verify', 'true') == 'true'

    def stream(self, kind):
        page = 1
        while True:
            r = requests.get(self.BASE + self.PATHS[kind] + '&pgNum=%d' % page, auth=self.auth, verify=self.verify)
            data = r.json()['data'][kind]
            if not data: break
            for row in data:
                print json.dumps(row)
            page += 1

def credentials(session_key):
    entities = entity.getEntities(['admin', 'passwords'], namespace='code42', owner='nobody', sessionKey=session_key)
    for i, c in entities.items():
        return c['username'], c['clear_password']

def splunkd(session_key):
    return requests.get('https://localhost:8089/services/apps/local', auth=('admin', session_key))

if __name__ == '__main__':
    key = sys.stdin.readline().strip()
    u, p = credentials(key)
    Code42Input({'server': sys.argv[1], 'username': u, 'password': p}).stream(sys.argv[2])
