import httplib, urllib, json, os, netrc
from base64 import standard_b64encode as b64

HOST = os.environ.get('C42HOST', 'c42.example.org')
LOGIN = '/api/AuthToken'
STORE_POINTS = '/api/StorePoint'
NODES = '/api/Node'
_tok = None

def _conn():
	return httplib.HTTPSConnection(HOST, 4285, timeout=20)

def login():
	global _tok
	u, _, p = netrc.netrc().authenticators(HOST)
	c = _conn()
	c.request('POST', LOGIN, None, {'Authorization': 'Basic ' + b64(u + ':' + p)})
	r = c.getresponse()
	if r.status != 200:
		print 'login failed with', r.status
		raise SystemExit(1)
	_tok = json.loads(r.read())['data']

def get(path, **kw):
	c = _conn()
	c.request('GET', path + '?' + urllib.urlencode(kw), None, {'Authorization': 'token {0}-{1}'.format(*_tok)})
	r = c.getresponse()
	if r.status != 200:
		raise IOError, '%s: %d' % (path, r.status)
	return json.loads(r.read())['data']
