"""Paths that a program does more with than send them, also inside the functions they are handed to: never changed."""

from __future__ import annotations

import pytest

from tests.fixes.test_fix_nasty import HEAD, after_fix

USED = {
    "hash": "import hashlib\nURL=HOST + '/api/User'\nkey=hashlib.md5(URL.encode()).hexdigest()\nr=requests.get(URL)\nopen(key,'wb').write(r.content)\n",
    "hash inline": "import hashlib\nPATH='/api/User'\nsig=hashlib.sha1(PATH.encode()).hexdigest()\nrequests.get(HOST+PATH, headers={'X-Sig': sig})\n",
    "json dump file": "import json\nPATH='/api/User'\nwith open('x','w') as f: json.dump({'path': PATH}, f)\nrequests.get(HOST + PATH)\n",
    "file name": "import os\nPATH='/api/User'\nr=requests.get(HOST+PATH)\nopen(PATH.strip('/').replace('/','_')+'.json','w').write(r.text)\n",
    "sqlite": "import sqlite3\nPATH='/api/User'\nr=requests.get(HOST+PATH)\nsqlite3.connect('x').execute('insert into t values (?)', (PATH,))\n",
    "redis": "import redis\nURL=HOST+'/api/User'\nr=redis.Redis().get(URL) or requests.get(URL)\n",
    "header": "PATH='/api/User'\nrequests.get(HOST+PATH, headers={'X-Original-URI': PATH})\n",
    "referer": "URL=HOST+'/api/User'\nrequests.get(URL, headers={'Referer': URL})\n",
    "len slice": "def get(u):\n    r=requests.get(u)\n    return r, u[len(HOST)+5:]\nget(HOST+'/api/User')\n",
    "regexp": "import re\ndef get(u):\n    r=requests.get(u)\n    return re.match(r'.*/api/(\\w+)$', u).group(1)\nget(HOST+'/api/User')\n",
    "rsplit": "def get(p):\n    return requests.get(HOST+p).json()['data'][p.rsplit('/',1)[1]]\nget('/api/User')\n",
    "basename": "import os.path\ndef get(p):\n    return requests.get(HOST+p).json()[os.path.basename(p)]\nget('/api/User')\n",
    "slice in wrapper": "def get(p):\n    r=requests.get(HOST+p)\n    return {p[5:]: r.json()}\nget('/api/User')\n",
    "own param": "PATH='/api/User'\nrequests.get(HOST+PATH, params={'path': PATH})\n",
    "own body": "PATH='/api/User'\nrequests.post(HOST+PATH, json={'path': PATH, 'username':'x'})\n",
    "two deep": "def raw(p):\n    name=p.split('/')[2]\n    r=requests.get(HOST+p)\n    open(name+'.json','w').write(r.text)\ndef page(p, n): return raw(p+'?pgNum=%d' % n)\npage('/api/User', 1)\n",
    "method": "class C:\n    def raw(self, p):\n        self.stat[p.split('/')[2]] += 1\n        return requests.get(HOST+p)\n    def users(self): return self.raw('/api/User')\n",
    "kwargs": "def raw(host, *, path):\n    r=requests.get(HOST+path)\n    open(path.replace('/','_'),'w').write(r.text)\nraw(1, path='/api/User')\n",
    "lru": "import shelve\ndb=shelve.open('x')\ndef get(p):\n    if p in db: return db[p]\n    db[p]=requests.get(HOST+p).json()\n    return db[p]\nget('/api/User')\n",
    "loop": "for p in ['/api/User','/api/Computer']:\n    r=requests.get(HOST+p)\n    open(p.split('/')[2]+'.json','w').write(r.text)\n",
    "dict names": "for name,p in {'u':'/api/User'}.items():\n    r=requests.get(HOST+p)\n    open(p[5:],'w').write(r.text)\n",
    "self attr": "import hashlib\nclass C:\n    path='/api/User'\n    def go(self):\n        r=requests.get(HOST+self.path)\n        return hashlib.md5(self.path.encode()).hexdigest()\n",
    "init attr": "class C:\n    def __init__(self, path): self.path=path\n    def go(self):\n        r=requests.get(HOST+self.path)\n        open(self.path[5:],'w').write(r.text)\nC('/api/User').go()\n",
    "signature base": "import hmac\nkey=b'x'\ndef get(path):\n    sig=hmac.new(key, path.encode(), 'sha256').hexdigest()\n    return requests.get(HOST+path, headers={'X-Signature': sig})\nget('/api/User')\n",
    "os.path": "import os.path\ndef get(p):\n    r=requests.get(HOST+p)\n    open(os.path.join('/tmp', p.lstrip('/')),'w').write(r.text)\nget('/api/User')\n",
    "pathlib": "from pathlib import Path\ndef get(p):\n    r=requests.get(HOST+p)\n    (Path('out') / p.strip('/')).write_text(r.text)\nget('/api/User')\n",
    "getattr": "import json\nROUTES={'users':'/api/User'}\njson.dump(ROUTES, open('routes.json','w'))\nrequests.get(HOST+ROUTES['users'])\n",
    "regex route": "import re\ndef get(p):\n    m=re.match(r'^/api/([A-Z][a-z]+)$', p)\n    return requests.get(HOST+p).json()[m.group(1)]\nget('/api/User')\n",
    "subprocess": "import subprocess\nURL=HOST+'/api/User'\nrequests.get(URL)\nsubprocess.call(['./mirror.sh', URL])\n",
    "webhook": "URL=HOST+'/api/User'\nrequests.get(URL)\nrequests.post('https://slack.example.com/x', data='see '+URL)\n",
    "zip write": "import zipfile\nPATH='/api/User'\nz=zipfile.ZipFile('x','w')\nz.writestr(PATH, requests.get(HOST+PATH).text)\n",
    "eq var2": "import sys\ndef get(p):\n    if p == sys.argv[1]: requests.get(HOST+p)\nget('/api/User')\n",
    "startswith var": "SKIP=open('skip.txt').read().split()\ndef get(p):\n    if p in SKIP: return\n    requests.get(HOST+p)\nget('/api/User')\n",
    "a label of a measurement": "from prometheus_client import Counter\nCALLS = Counter('a', 'b', ['path'])\ndef get(path):\n    CALLS.labels(path=path).inc()\n    return requests.get(HOST + path)\nget('/api/User')\n",
    "a name of a measurement": "import statsd\nstats = statsd.StatsClient()\nPATH = '/api/User'\nstats.incr(PATH)\nrequests.get(HOST + PATH)\n",
    "a tag": "import sentry_sdk\nURL = HOST + '/api/User'\nsentry_sdk.set_tag('url', URL)\nrequests.get(URL)\n",
    "an attribute of a span": "from opentelemetry import trace\nURL = HOST + '/api/User'\ntrace.get_current_span().set_attribute('http.url', URL)\nrequests.get(URL)\n",
    "a logger that knows it": "import structlog\nURL = HOST + '/api/User'\nlog = structlog.get_logger().bind(url=URL)\nrequests.get(URL)\n",
    "a mail": "from email.mime.text import MIMEText\nURL = HOST + '/api/User'\nmail = MIMEText('see ' + URL)\nrequests.get(URL)\n",
    "a chat": "from slack_sdk import WebClient\nURL = HOST + '/api/User'\nWebClient('t').chat_postMessage(channel='c', text='see ' + URL)\nrequests.get(URL)\n",
    "a column": "for p in ['/api/User']:\n    line = p.ljust(20)\n    requests.get(HOST + p)\n",
    "returned with the reply": "def go():\n    path = '/api/User'\n    r = requests.get(HOST + path)\n    return path, r.json()\n",
    "returned under a key": "def go():\n    path = '/api/User'\n    r = requests.get(HOST + path)\n    return {'path': path, 'data': r.json()}\n",
    "yielded with the reply": "def go():\n    for p in ('/api/User',):\n        yield p, requests.get(HOST + p).json()\n",
    "returned by a wrapper": "def get(p): return {'path': p, 'data': requests.get(HOST + p).json()}\nget('/api/User')\n",
    "put into the reply": "def go():\n    url = HOST + '/api/User'\n    d = requests.get(url).json()\n    d['source'] = url\n    return d\n",
    "put into a record": "def go(record):\n    url = HOST + '/api/User'\n    r = requests.get(url)\n    record['source'] = url\n",
    "a key of a comprehension": "REPLIES = {p: requests.get(HOST + p).json() for p in ['/api/User']}\n",
    "a value of a comprehension": "def go():\n    return {requests.get(HOST + p): p for p in ['/api/User']}\n",
    "keys that are zipped": "PATHS = ['/api/User']\nREPLIES = dict(zip(PATHS, [requests.get(HOST + p).json() for p in PATHS]))\n",
    "the environment": "import os\nURL = HOST + '/api/User'\nos.environ['C42_URL'] = URL\nrequests.get(URL)\n",
    "settings": "import configparser\nURL = HOST + '/api/User'\nc = configparser.ConfigParser()\nc.set('a', 'url', URL)\nrequests.get(URL)\n",
    "the third part": "from urllib.parse import urlsplit\nURL = HOST + '/api/User'\nrequests.get(URL)\npath = urlsplit(URL)[2]\n",
    "all parts": "from urllib.parse import urlsplit\nURL = HOST + '/api/User'\nrequests.get(URL)\nscheme, host, path, query, end = urlsplit(URL)\n",
    "the path of what was parsed": "from urllib.parse import urlparse\nURL = HOST + '/api/User'\nrequests.get(URL)\nparsed = urlparse(URL)\nname = parsed.path\n",
}
STILL_SAFE = {
    "arguments put together": "def go():\n    url = HOST + '/api/User'\n    more = {}\n    more['url'] = url\n    return requests.get(**more)\n",
    "made for a call": "def made():\n    url = HOST + '/api/User'\n    return url, {'Accept': 'x'}\ndef go():\n    url, heads = made()\n    return requests.get(url, headers=heads)\n",
    "the host that was parsed": "from urllib.parse import urlparse\nURL = HOST + '/api/User'\nrequests.get(URL, headers={'Host': urlparse(URL).netloc})\n",
    "the reply and a number": "def go():\n    r = requests.get(HOST + '/api/User')\n    return r.json(), r.status_code\n",
    "the end with a number": "import sys\nr = requests.get(HOST + '/api/User')\nsys.exit(0 if r.ok else 1)\n",
    "the last sign goes": "def get(p):\n    if p[-1] == '/': p = p[:-1]\n    return requests.get(HOST + p)\nget('/api/User')\n",
    "a query is split off": "def get(p):\n    path, _, query = p.partition('?')\n    return requests.get(HOST + path, params=query)\nget('/api/User')\n",
    "slashes are made one": "import re\ndef get(p): return requests.get(re.sub('//+', '/', HOST + p))\nget('/api/User')\n",
    "a word of another string": "import sys\nname = sys.argv[1].split('/')[2]\nrequests.get(HOST + '/api/User')\n",
    "a program that fetches": "import subprocess\nsubprocess.call(['curl', HOST + '/api/User'])\n",
    "a reply that is kept": "import hashlib\nr = requests.get(HOST + '/api/User')\nhashlib.md5(r.content)\nopen('out', 'w').write(r.text)\n",
    "another function's parameter": "def cut(p): return p[5:]\ndef get(p): return requests.get(HOST + p)\ncut('abcdefg')\nget('/api/User')\n",
    "a question about its query": "def get(p):\n    if '?' in p: raise ValueError\n    return requests.get(HOST + p)\nget('/api/User')\n",
    "an id sent along": "def go(u): return requests.get(HOST + '/api/User/' + u, params={'id': u}, headers={'X-Id': u})\ngo('7')\n",
}


@pytest.mark.parametrize("name", USED)
def test_it_is_left_alone_and_said(name: str) -> None:
    fixed, notes = after_fix("s.py", HEAD + USED[name])
    assert fixed == HEAD + USED[name]
    assert "not rewritten: the same text is also " in notes or "not rewritten: the old text is " in notes


@pytest.mark.parametrize("name", STILL_SAFE)
def test_it_is_still_fixed(name: str) -> None:
    fixed, _ = after_fix("s.py", HEAD + STILL_SAFE[name])
    assert fixed == HEAD + STILL_SAFE[name].replace("/api/User", "/api/v1/User")
