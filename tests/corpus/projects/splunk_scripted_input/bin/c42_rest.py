import requests


class Rest:
    # kind -> path, key in "data"
    KINDS = {
        'users': ('/api/User?incAll=true', 'users'),
        'computers': ('/api/Computer?incAll=true', 'computers'),
        'orgs': ('/api/Org', 'orgs'),
        'restores': ('/api/RestoreRecord', 'restoreRecords'),
        'roles': ('/console/api/Role', 'roles'),
        'cases': ('/api/v1/case', 'cases'),
    }

    def __init__(self, url, user, pw):
        self.url = url
        self.s = requests.Session()
        self.s.auth = requests.auth.HTTPBasicAuth(user, pw)

    def collect(self, kind):
        if kind not in self.KINDS:
            raise ValueError, 'unknown kind %r' % kind
        path, key = self.KINDS[kind]
        pg = 1
        while True:
            rows = self.s.get(self.url + path, params={'pgNum': pg, 'pgSize': 500}).json()['data'][key]
            if not rows:
                break
            for r in rows:
                yield r
            pg += 1
