import functools, time, sys, json
import requests

RETRY = 3

def retry(f):
    @functools.wraps(f)
    def w(*a, **k):
        for i in range(RETRY):
            try:
                return f(*a, **k)
            except requests.Timeout, e:
                print 'retry %d: %s' % (i, e)
                time.sleep(2 ** i)
        raise
    return w

class Api42:
    def __init__(self, base, login):
        self.base = base
        self.login = login

    @retry
    def get(self, resource, **params):
        return requests.get('{0}/api/{1}'.format(self.base, resource), params=params, auth=self.login, timeout=9).json()

    @retry
    def put(self, resource, body):
        return requests.put('{0}/api/{1}'.format(self.base, resource), data=json.dumps(body), auth=self.login, timeout=9)

    @retry
    def delete(self, resource):
        return requests.delete('{0}/api/{1}'.format(self.base, resource), auth=self.login, timeout=9)

def unblock(a, name):
    u = a.get('User', username=name)['data']['users'][0]
    a.delete('UserBlock/%d' % u['userId'])
    a.delete('UserDeactivation/%d' % u['userId'])
    for c in a.get('Computer', userId=u['userId'])['data']['computers']:
        a.delete('ComputerBlock/%d' % c['computerId'])
        print 'unblocked', c['name']

if __name__ == '__main__':
    unblock(Api42(sys.argv[1], (sys.argv[2], sys.argv[3])), sys.argv[4])
