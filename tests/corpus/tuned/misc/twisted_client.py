# Twisted, python 2.6
import base64, json
from twisted.internet import reactor
from twisted.web.client import Agent, getPage
from twisted.web.http_headers import Headers

class C42Agent:
    auth_header = 'login_token {0}'
    def __init__(self, host, token):
        self.agent = Agent(reactor)
        self.host = host
        self.token = token

    def headers(self):
        return Headers({'User-Agent': ['c42'], 'Authorization': [self.auth_header.format(self.token)]})

    def basic(self, u, p):
        return {'Authorization': ['Basic ' + base64.b64encode(u + ':' + p)]}

    def restore_info(self, guid):
        return self.agent.request('GET', self.host + '/api/WebRestoreInfo?srcGuid=' + guid, self.headers(), None)

    def login(self, u, p):
        d = self.agent.request('POST', self.host + '/api/LoginToken', Headers(self.basic(u, p)), None)
        def cb(r):
            print 'LoginToken', r.code
        d.addCallback(cb)
        return d

    def push(self):
        return getPage(self.host + '/api/PushRestoreJob', method='POST', headers={'Authorization': self.auth_header.format(self.token)})

if __name__ == '__main__':
    a = C42Agent('https://code42.example.com:4285', None)
    a.login('u', 'p')
    reactor.run()
