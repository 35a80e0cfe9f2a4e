# poll restore history, feed to graphite
from twisted.internet import reactor, task, defer
from twisted.web.client import Agent, readBody
from twisted.web.http_headers import Headers
import base64, json, socket, time

CFG = json.load(open('/etc/c42graph.json'))
agent = Agent(reactor)
# Graphite's own api: http://graphite/api/v1/metrics
GRAPHITE = ('graphite.int.example.com', 2003)

class Auth:
    login = None
    scheme = 'login_token %s'

def headers():
    if Auth.login:
        return Headers({'Authorization': [Auth.scheme % Auth.login]})
    return Headers({'authorization': ['Basic ' + base64.b64encode(CFG['u'] + ':' + CFG['p'])]})

@defer.inlineCallbacks
def login():
    resp = yield agent.request('POST', CFG['server'] + '/api/LoginToken', headers(), None)
    body = yield readBody(resp)
    Auth.login = json.loads(body)['data']['loginToken']
    print 'got loginToken'

@defer.inlineCallbacks
def poll():
    resp = yield agent.request('GET', CFG['server'] + '/console/api/RestoreHistory?days=1', headers(), None)
    body = yield readBody(resp)
    n = len(json.loads(body)['data']['restoreEvents'])
    s = socket.create_connection(GRAPHITE)
    s.sendall('c42.restores %d %d\n' % (n, time.time()))
    s.close()

login().addCallback(lambda _: task.LoopingCall(poll).start(300))
reactor.run()
