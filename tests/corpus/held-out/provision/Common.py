import httplib, base64, json, urllib
import ConfigParser

cfg = ConfigParser.RawConfigParser()
cfg.read('settings.cfg')

MASTER = cfg.get('server', 'host')
PORT = 4285

class Resources:
    USER      = '/api/user'
    ORG       = '/api/org'
    COMPUTER  = '/api/computer'
    DEACT     = '/api/userDeactivation'
    UNBLOCK   = '/api/ComputerBlock'
    DIAG      = '/api/diagnostic'
    JOB       = '/api/WebRestoreJob'
    DATAKEY   = '/api/DataKeyToken'

def _headers(u, p):
    h = {'Content-type': 'application/json'}
    h['Authorization'] = 'Basic %s' % base64.encodestring('%s:%s' % (u, p)).replace('\n', '')
    return h

def rest(verb, path, body=None, u=cfg.get('server', 'user'), p=cfg.get('server', 'pass')):
    c = httplib.HTTPSConnection(MASTER, PORT)
    c.request(verb, path, body and json.dumps(body), _headers(u, p))
    r = c.getresponse()
    txt = r.read()
    if r.status / 100 != 2:
        print '%s %s failed: /api/user gave %d' % (verb, path, r.status)
        raise ValueError, txt
    return txt and json.loads(txt)['data']
