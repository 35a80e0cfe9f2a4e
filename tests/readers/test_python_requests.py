"""How people build URLs and send them: every line of ``FOUND`` must give exactly its requests, verb included."""

from __future__ import annotations

import pytest

from tests.readers.python_support import requests

_PREFIXED = """import requests
class Base(object):
%s    def _do(self, verb, tail):
        return requests.request(verb, self.prefix + tail)
    def get(self, tail):
        return self._do('GET', tail)
class One(Base):
    prefix = '/api/v1'
    def lists(self):
        return self.get('/Role')
class Two(Base):
    prefix = '/api/v2'
    def lists(self):
        return self.get('/Role')
"""

FOUND = {
    # strings
    "literal": ("import requests\nrequests.put('/api/UserBlock/1')", ["PUT /api/UserBlock/1"]),
    "raw and bytes": ("import requests\nrequests.get(br'/api/User')", ["GET /api/User"]),
    "escape": ("import requests\nrequests.get('/api\\x2fUser')", ["GET /api/User"]),
    "implicit concatenation": ("import requests\nrequests.get('/api' '/User' \"/my\")", ["GET /api/User/my"]),
    "plus": ("import requests\nrequests.get(host + '/api/' + 'User/' + str(uid))", ["GET {host}/api/User/{uid}"]),
    "augmented": (
        "import requests\nurl = host\nurl += '/api'\nurl += '/User'\nrequests.get(url)",
        ["GET {host}/api/User"],
    ),
    "changed by another operator": (
        "import requests\nv = 2\nv -= 1\nrequests.get(f'/api/v{v}/User')",
        ["GET /api/v{}/User"],
    ),
    "else of a for": (
        "import requests\nfor h in hosts:\n    pass\nelse:\n    requests.get('/api/User')",
        ["GET /api/User"],
    ),
    "else of a while": (
        "import requests\nwhile go():\n    p = 1\nelse:\n    requests.get('/api/Org')",
        ["GET /api/Org"],
    ),
    "else and finally of a try": (
        "import requests\ntry:\n    x()\nexcept E:\n    pass\nelse:\n    requests.get('/api/User')\nfinally:\n    requests.put('/api/Org')",
        ["GET /api/User", "PUT /api/Org"],
    ),
    "a loop without end": (
        "import requests\np = '/api/Org'\nwhile True:\n    p = '/api/User'\n    break\nrequests.get(p)",
        ["? /api/Org", "GET /api/User"],
    ),
    "match of a known value": (
        "import requests\ndef f(k, p):\n    match k:\n        case 'get': requests.get(p)\n        case 'put': requests.put(p)\nf('put', '/api/User')",
        ["PUT /api/User"],
    ),
    "match": (
        "import requests\nmatch k:\n    case 'a': p = '/api/User'\n    case 'b' | 'c': p = '/api/Org'\nrequests.get(p)",
        ["GET /api/Org", "GET /api/User"],
    ),
    "f-string": (
        "import requests\nrequests.get(f'{host}/api/User/{u.id}?a={b!r}')",
        ["GET {host}/api/User/{u.id}?a={}"],
    ),
    "f-string braces": ("import requests\nrequests.get(f'{host}/api/{{x}}/User')", ["GET {host}/api/{x}/User"]),
    "nested f-string": ("import requests\nrequests.get(f\"{host}{f'/api/{r}'}\")", ["GET {host}/api/{r}"]),
    "percent scalar": ("import requests\nrequests.get('/api/User/%s' % uid)", ["GET /api/User/{uid}"]),
    "percent tuple": ("import requests\nrequests.get('%s/api/User/%d' % (base, uid))", ["GET {base}/api/User/{uid}"]),
    "percent dict": ("import requests\nrequests.get('/api/User/%(u)s' % {'u': uid})", ["GET /api/User/{uid}"]),
    "percent locals": ("import requests\nrequests.get('/api/User/%(u)s' % locals())", ["GET /api/User/{u}"]),
    "format auto": ("import requests\nrequests.get('{}/api/{}'.format(base, 'User'))", ["GET {base}/api/User"]),
    "format number": ("import requests\nrequests.get('{1}/api/{0}'.format('User', base))", ["GET {base}/api/User"]),
    "format name": ("import requests\nrequests.get('/api/User/{u}'.format(u=uid))", ["GET /api/User/{uid}"]),
    "format spread": ("import requests\nrequests.get('/api/User/{u}'.format(**args))", ["GET /api/User/{u}"]),
    "format attribute": ("import requests\nrequests.get('/api/User/{u.id}'.format(u=user))", ["GET /api/User/{u.id}"]),
    "join": ("import requests\nrequests.get('/'.join([host, 'api', 'User', uid]))", ["GET {host}/api/User/{uid}"]),
    "urljoin": (
        "import requests\nfrom urllib.parse import urljoin\nrequests.get(urljoin('https://h/x/', '/api/User'))",
        ["GET https://h/api/User"],
    ),
    "urljoin relative": (
        "import requests\nfrom urlparse import urljoin\nrequests.get(urljoin('https://h/api/', 'User'))",
        ["GET https://h/api/User"],
    ),
    "posixpath": ("import requests, posixpath\nrequests.get(posixpath.join(h, 'api', 'User'))", ["GET {h}/api/User"]),
    "strip": ("import requests\nrequests.get(host.rstrip('/') + '/api/User/'.rstrip('/'))", ["GET {host}/api/User"]),
    "replace": ("import requests\nrequests.get('/api/User/ID'.replace('ID', uid))", ["GET /api/User/{uid}"]),
    "conditional": (
        "import requests\nrequests.get('/api/User' if x else '/api/UserRole')",
        ["GET /api/User", "GET /api/UserRole"],
    ),
    "or default": ("import requests\nrequests.get(path or '/api/User')", ["GET /api/User", "GET {path}/api/User"][:1]),
    "dict item": (
        "import requests\nP = {'u': '/api/User', 'r': '/api/UserRole'}\nrequests.get(P['u'])",
        ["? /api/UserRole", "GET /api/User"],
    ),
    "tuple item": ("import requests\nP = ('/api/User', 1)\nrequests.get(P[0])", ["GET /api/User"]),
    "unpacked": ("import requests\na, b = '/api/User', 1\nrequests.get(a)", ["GET /api/User"]),
    "environment": ("import os, requests\nrequests.get(os.environ.get('P', '/api/User'))", ["GET /api/User"]),
    # bindings
    "module constant": ("import requests\nU = '/api/User'\ndef f():\n    requests.get(B + U)", ["GET {B}/api/User"]),
    "class attribute": ("import requests\nclass A:\n    u = '/api/User'\nrequests.get(A.u)", ["GET /api/User"]),
    "inherited": (
        "import requests\nclass A:\n    u = '/api/User'\nclass B(A):\n    def f(self):\n        requests.get(self.u)",
        ["GET /api/User"],
    ),
    "template method": (
        "import requests\nclass A:\n    def f(self):\n        requests.get(self.u)\nclass B(A):\n    u = '/api/User'",
        ["GET /api/User"],
    ),
    "set in init": (
        "import requests\nclass A:\n    def __init__(self):\n        self.u = '/api/User'\n    def f(self):\n        requests.get(self.u)",
        ["GET /api/User"],
    ),
    "constructor argument": (
        "import requests\nclass A:\n    def __init__(self, p):\n        self.p = p\n    def f(self):\n        requests.get('/api/' + self.p)\nA('User').f()",
        ["GET /api/User"],
    ),
    "dataclass": (
        "import requests\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n    p: str = '/api/User'\ndef f(a: A):\n    requests.get(a.p)",
        ["GET /api/User"],
    ),
    "enum": (
        "import requests, enum\nclass E(enum.Enum):\n    U = '/api/User'\nrequests.get(E.U.value)",
        ["GET /api/User"],
    ),
    "property": (
        "import requests\nclass A:\n    @property\n    def u(self):\n        return '/api/User'\n    def f(self):\n        requests.get(self.u)",
        ["GET /api/User"],
    ),
    "last assignment wins": (
        "import requests\nu = '/api/User'\nrequests.get(u)\nu = '/api/UserRole'\nrequests.put(u)",
        ["GET /api/User", "PUT /api/UserRole"],
    ),
    "both branches": (
        "import requests\nif x:\n    u = '/api/User'\nelse:\n    u = '/api/UserRole'\nrequests.get(u)",
        ["GET /api/User", "GET /api/UserRole"],
    ),
    "own branch only": (
        "import requests\nif x:\n    u = '/api/User'\n    requests.get(u)\nelse:\n    u = '/api/UserRole'\n    requests.put(u)",
        ["GET /api/User", "PUT /api/UserRole"],
    ),
    "loop over list": (
        "import requests\nfor p in ['/api/User', '/api/UserRole']:\n    requests.get(p)",
        ["GET /api/User", "GET /api/UserRole"],
    ),
    "parameter default": ("import requests\ndef f(p='/api/User'):\n    requests.get(p)\nf()", ["GET /api/User"]),
    "parameter default unused": ("import requests\ndef f(p='/api/User'):\n    requests.get(p)", ["GET /api/User"]),
    "template constant": ("import requests\nU = '/api/User/{uid}'\nrequests.get(U)", ["GET /api/User/{uid}"]),
    "verb and path of one row": (
        "import requests\nE = {'a': ('PUT', '/api/User'), 'b': ('GET', '/api/UserRole')}\nv, p = E[x]\nrequests.request(v, p)",
        ["GET /api/UserRole", "PUT /api/User"],
    ),
    "verb and path of one dict": (
        "import requests\nE = [{'m': 'PUT', 'p': '/api/User'}, {'m': 'GET', 'p': '/api/UserRole'}]\nfor e in E:\n    requests.request(e['m'], e['p'])",
        ["GET /api/UserRole", "PUT /api/User"],
    ),
    "argparse default": (
        "import argparse, requests\np = argparse.ArgumentParser()\np.add_argument('-p', '--api-path', default='/api/User')\na = p.parse_args()\nrequests.get(a.api_path)",
        ["GET /api/User"],
    ),
    "optparse default": (
        "import optparse, requests\np = optparse.OptionParser()\np.add_option('--path', dest='x', default='/api/User')\no, rest = p.parse_args()\nrequests.get(o.x)",
        ["GET /api/User"],
    ),
    # wrappers
    "verb argument": (
        "import requests\ndef call(m, p):\n    return requests.request(m, B + p)\ncall('put', '/api/UserBlock/1')",
        ["PUT {B}/api/UserBlock/1"],
    ),
    "verb by keyword": (
        "import requests\ndef call(p, method='get'):\n    return requests.request(method, B + p)\ncall('/api/UserBlock/1', method='PUT')",
        ["PUT {B}/api/UserBlock/1"],
    ),
    "verb default": (
        "import requests\ndef call(p, method='get'):\n    return requests.request(method, B + p)\ncall('/api/User')",
        ["GET {B}/api/User"],
    ),
    "verb upper": (
        "import requests\ndef call(m, p):\n    requests.request(m.upper(), p)\ncall('put', '/api/User')",
        ["PUT /api/User"],
    ),
    "guarded verbs": (
        "import requests\ndef call(m, p):\n    if m == 'get':\n        requests.get(p)\n    elif m == 'put':\n        requests.put(p)\ncall('put', '/api/User')",
        ["PUT /api/User"],
    ),
    "getattr": (
        "import requests\ndef call(m, p):\n    getattr(requests, m)(p)\ncall('delete', '/api/User')",
        ["DELETE /api/User"],
    ),
    "prefix inside": (
        "import requests\ndef call(r):\n    requests.get(B + '/api/' + r)\ncall('User/my')",
        ["GET {B}/api/User/my"],
    ),
    "two wrappers": (
        "import requests\ndef a(m, p):\n    requests.request(m, p)\ndef b(r):\n    a('GET', '/api/' + r)\nb('User')",
        ["GET /api/User"],
    ),
    "url builder": (
        "import requests\ndef url(r):\n    return '%s/api/%s' % (B, r)\nrequests.get(url('User'))",
        ["GET {B}/api/User"],
    ),
    "partial": (
        "import requests, functools\ndef call(m, p):\n    requests.request(m, p)\nput = functools.partial(call, 'PUT')\nput('/api/User')",
        ["PUT /api/User"],
    ),
    "star arguments": (
        "import requests\ndef call(*args, **kwargs):\n    return requests.request(*args, **kwargs)\ncall('PUT', '/api/User', verify=False)",
        ["PUT /api/User"],
    ),
    "lambda": ("import requests\nget = lambda p: requests.get(B + p)\nget('/api/User')", ["GET {B}/api/User"]),
    "base class method": (
        "import requests\nclass A:\n    def _rest(self, p, verb):\n        requests.request(verb, p)\nclass B(A):\n    def f(self):\n        self._rest('/api/User', 'put')",
        ["PUT /api/User"],
    ),
    "unknown wrapper": ("def f(self):\n    self._rest('put', '/api/User')", ["PUT /api/User"]),
    "unknown wrapper keyword": ("client.send(path='/api/User', method='DELETE')", ["DELETE /api/User"]),
    "verb in the name": ("client.do_put('/api/User')", ["PUT /api/User"]),
    "unused constant": ("U = '/api/User'", ["? /api/User"]),
    # clients
    "session": ("import requests\ns = requests.Session()\ns.post('/api/User')", ["POST /api/User"]),
    "session with": ("import requests\nwith requests.session() as s:\n    s.post('/api/User')", ["POST /api/User"]),
    "from import": ("from requests import get as g\ng('/api/User')", ["GET /api/User"]),
    "prepared": (
        "from requests import Request, Session\nr = Request('PUT', '/api/User')\nSession().send(r.prepare())",
        ["PUT /api/User"],
    ),
    "session subclass": (
        "import requests\nclass S(requests.Session):\n    def f(self):\n        return self.put('/api/User')",
        ["PUT /api/User"],
    ),
    "httpx base": (
        "import httpx\nc = httpx.Client(base_url='https://h')\nc.get('/api/User')",
        ["GET https://h/api/User"],
    ),
    "httpx async": (
        "import httpx\nasync def f():\n    async with httpx.AsyncClient() as c:\n        await c.put('/api/User')",
        ["PUT /api/User"],
    ),
    "aiohttp": (
        "import aiohttp\nasync def f():\n    async with aiohttp.ClientSession() as s:\n        async with s.get('/api/User') as r:\n            pass",
        ["GET /api/User"],
    ),
    "urlopen": ("from urllib.request import urlopen\nurlopen('https://h/api/User')", ["GET https://h/api/User"]),
    "urllib request data": (
        "import urllib.request as u\nu.urlopen(u.Request('https://h/api/User', data=b'x'))",
        ["POST https://h/api/User"],
    ),
    "urllib request method": (
        "import urllib.request as u\nr = u.Request('https://h/api/User', method='PUT')",
        ["PUT https://h/api/User"],
    ),
    "urllib2 get_method": (
        "import urllib2\nr = urllib2.Request('https://h/api/User')\nr.get_method = lambda: 'DELETE'\nurllib2.urlopen(r)",
        ["DELETE https://h/api/User"],
    ),
    "http.client": (
        "import http.client\nc = http.client.HTTPSConnection('h')\nc.request('PUT', '/api/User')",
        ["PUT https://h/api/User"],
    ),
    "httplib": (
        "import httplib\nc = httplib.HTTPSConnection(h, 4285)\nc.request('GET', '/api/' + r)",
        ["GET https://{h}:4285/api/{r}"],
    ),
    "httplib2": (
        "import httplib2\nh = httplib2.Http()\nh.request('https://h/api/User', 'PUT')",
        ["PUT https://h/api/User"],
    ),
    "urllib3": (
        "import urllib3\np = urllib3.PoolManager()\np.request('PUT', 'https://h/api/User')",
        ["PUT https://h/api/User"],
    ),
    "twisted": (
        "from twisted.web.client import Agent\na = Agent(reactor)\na.request(b'GET', b'https://h/api/User')",
        ["GET https://h/api/User"],
    ),
    "subprocess": (
        "import subprocess\nsubprocess.run(['curl', '-X', 'PUT', 'https://h/api/User'])",
        ["PUT https://h/api/User"],
    ),
    "os.system": (
        "import os\nos.system('curl -k -X DELETE https://h/api/User/%s' % u)",
        ["DELETE https://h/api/User/{u}"],
    ),
    "host and port of a connection": (
        "import httplib\nclass C(object):\n    PORT = 4285\nc = httplib.HTTPSConnection('m.example.com', C.PORT)\nc.request('GET', '/api/Org')",
        ["GET https://m.example.com:4285/api/Org"],
    ),
    "unknown port of a connection": (
        "import http.client\nhttp.client.HTTPSConnection('m.example.com', port).request('GET', '/api/Org')",
        ["GET https://m.example.com/api/Org"],
    ),
    "joined list and *args": (
        "import requests\ndef u(*parts):\n    return '/'.join([base, 'api'] + list(parts))\nrequests.get(u('User', '3'))",
        ["GET {base}/api/User/3"],
    ),
    "joined tuple and *args": (
        "import requests\ndef u(*parts):\n    return '/'.join((base, 'api') + parts)\nrequests.get(u('User'))",
        ["GET {base}/api/User"],
    ),
    "joined *args": (
        "import requests\ndef u(*parts):\n    return base + '/api/' + '/'.join(map(str, parts))\nrequests.get(u('User', 3))",
        ["GET {base}/api/User/3"],
    ),
    "path joined with *args": (
        "import requests, os\ndef u(*parts):\n    return os.path.join(base, 'api', *parts)\nrequests.get(u('User', '3'))",
        ["GET {base}/api/User/3"],
    ),
    "path joined with an unknown rest": (
        "import requests, os\nrequests.get(os.path.join(base, 'api', 'User', *more))",
        ["GET {base}/api/User/{more}"],
    ),
    "prefix of a subclass": (
        _PREFIXED % "    prefix = ''\n" + "One(s).get('/Org')\nTwo(s).get('/Ping')",
        ["GET /api/v1/Org", "GET /api/v1/Role", "GET /api/v2/Ping", "GET /api/v2/Role"],
    ),
    "prefix that only subclasses have": (
        _PREFIXED % "",
        ["GET /api/v1/Role", "GET /api/v2/Role"],
    ),
    "shell pipe": ("import os\nos.popen('curl -s \"https://h/api/User\" | jq .')", ["GET https://h/api/User"]),
}

NOT_FOUND = {
    "docstring": '"""GET /api/User"""\ndef f():\n    """PUT /api/User"""',
    "comment": "# requests.get('/api/User')",
    "print": "print('/api/User')",
    "log": "import logging\nlogging.info('/api/User')\nlogger.error('/api/User')",
    "raise": "raise ValueError('/api/User')",
    "comparison": "if path == '/api/User' or '/api/User' in path: pass",
    "prose": "x = 'GET /api/User failed'",
    "route": "@app.route('/api/User')\ndef users(): pass",
    "mock": "import responses\nresponses.add(responses.GET, '/api/User')",
    "help": "parser.add_argument('--x', help='/api/User')",
    "regular expression": "import re\nre.compile('/api/User')",
    "starts with": "url.startswith('/api/User')",
}


@pytest.mark.parametrize(("code", "expected"), FOUND.values(), ids=FOUND.keys())
def test_request_is_found_with_its_verb(code: str, expected: list[str]) -> None:
    assert requests(code) == expected


@pytest.mark.parametrize("code", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_text_about_a_path_is_no_request(code: str) -> None:
    assert requests(code) == []


ACROSS = {
    "import name": {
        "consts.py": "U = '/api/User'",
        "main.py": "import requests\nfrom consts import U\nrequests.get(U)",
    },
    "import module": {"consts.py": "U = '/api/User'", "main.py": "import requests, consts\nrequests.get(consts.U)"},
    "import as": {"consts.py": "U = '/api/User'", "main.py": "import requests\nimport consts as c\nrequests.get(c.U)"},
    "star": {"consts.py": "U = '/api/User'", "main.py": "import requests\nfrom consts import *\nrequests.get(U)"},
    "relative": {
        "p/consts.py": "U = '/api/User'",
        "p/main.py": "import requests\nfrom .consts import U\nrequests.get(U)",
    },
    "parent": {
        "p/consts.py": "U = '/api/User'",
        "p/q/m.py": "import requests\nfrom ..consts import U\nrequests.get(U)",
    },
    "package": {
        "p/__init__.py": "from .c import U",
        "p/c.py": "U = '/api/User'",
        "m.py": "import requests, p\nrequests.get(p.U)",
    },
    "class elsewhere": {
        "a.py": "class Api:\n    u = '/api/User'",
        "m.py": "import requests\nfrom a import Api\nrequests.get(Api.u)",
    },
    "wrapper elsewhere": {
        "w.py": "import requests\ndef call(m, p):\n    requests.request(m, p)",
        "m.py": "from w import call\ncall('GET', '/api/User')",
    },
    "method elsewhere": {
        "w.py": "import requests\nclass C:\n    def call(self, m, p):\n        requests.request(m, p)",
        "m.py": "import w\nc = w.C()\nc.call('GET', '/api/User')",
    },
    "circular": {
        "a.py": "import requests\nfrom b import *\nrequests.get(U)",
        "b.py": "from a import *\nU = '/api/User'",
    },
}


@pytest.mark.parametrize("files", ACROSS.values(), ids=ACROSS.keys())
def test_values_are_followed_across_files(files: dict[str, str]) -> None:
    assert requests(files) == ["GET /api/User"]
