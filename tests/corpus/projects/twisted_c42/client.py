# -*- coding: utf-8 -*-
from twisted.internet import reactor, defer
from twisted.web.client import Agent, readBody
from twisted.web.http_headers import Headers
import json, base64


class C42Client(object):
    """Asynchronous client, authenticates with /c42api/v3/auth/jwt first"""

    USER_AGENT = ['twisted-c42/0.3']
    scheme = 'v3_user_token %s'

    def __init__(self, host, user, password):
        self.host = host.rstrip('/')
        self.agent = Agent(reactor)
        self._basic = base64.b64encode('%s:%s' % (user, password))
        self._token = None

    def _url(self, path):
        return (self.host + path).encode('ascii')

    @defer.inlineCallbacks
    def login(self):
        h = Headers({'User-Agent': self.USER_AGENT, 'Authorization': ['Basic ' + self._basic]})
        resp = yield self.agent.request('GET', self._url('/c42api/v3/auth/jwt?useBody=true'), h, None)
        body = yield readBody(resp)
        self._token = json.loads(body)['data']['v3_user_token']
        print 'got v3_user_token of', len(self._token), 'bytes'

    @defer.inlineCallbacks
    def call(self, verb, path):
        if self._token is None:
            yield self.login()
        h = Headers({'User-Agent': self.USER_AGENT, 'authorization': [self.scheme % self._token]})
        resp = yield self.agent.request(verb, self._url(path), h, None)
        body = yield readBody(resp)
        defer.returnValue(json.loads(body))

    def computer(self, guid):
        return self.call('GET', '/api/v1/Computer/%s?idType=guid' % guid)

    def role(self, uid):
        return self.call('GET', '/api/v1/UserRole/%s' % uid)
