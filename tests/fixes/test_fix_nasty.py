"""Programs in which a rewrite that looks safe would change what they do: left alone, or unsafe, and the reason told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from c42migrate import engine
from c42migrate.engine.repair import repair
from c42migrate.options import CheckOptions

CONSOLE, API = "https://console.us.code42.com", "https://api.us.code42.com"
THERE = "gives another value there"
OTHER, ALSO, TOLD = "another call uses the same text and must not change", "not rewritten: the ", "not rewritten: the "

ELSE = "'https://intranet.example.com'"
HEAD = f"import requests\nHOST = '{CONSOLE}'\n"
PYTHON = {
    "the caller's text is compared": (
        "def call(path):\n    if path == '/api/User': x()\n    return requests.get(HOST + path)\ncall('/api/User')\n",
        TOLD,
    ),
    "or its start": (
        "def call(path):\n    if path.startswith('/api/User'): x()\n    return requests.get(HOST + path)\ncall('/api/User/1')\n",
        TOLD,
    ),
    "or looked up in a list": (
        "SLOW = ['/api/Computer', '/api/User']\ndef call(path):\n    return requests.get(HOST + path, timeout=9 if path in SLOW else 5)\ncall('/api/User')\n",
        ALSO,
    ),
    "a route of a server": (
        "from flask import Flask\napp = Flask('x')\n@app.route('/api/User')\ndef user(): return requests.get(HOST + '/api/User')\n",
        TOLD,
    ),
    "replaced in afterwards": (
        "URL = HOST + '/api/User'\nrequests.get(URL)\nrequests.get(URL.replace('/api/User', '/api/v1/Computer'))\n",
        TOLD,
    ),
    "a test says what comes out": (
        "def url(): return HOST + '/api/User'\ndef test():\n    assert url() == 'https://console.us.code42.com/api/User'\n    requests.get(url())\n",
        ALSO,
    ),
    "the length counts": (
        "PATH = '/api/User/'\ndef go(u):\n    r = requests.get(HOST + PATH + u)\n    return r.headers['Location'][len(PATH):]\n",
        ALSO,
    ),
    "a part by position": ("PATH = '/api/User'\ndef go(h):\n    return requests.get(HOST + PATH[:9] + '/1')\n", ""),
    "a segment by position": (
        "URL = 'https://console.us.code42.com/api/User'\nname = URL.split('/')[4]\nrequests.get(URL)\n",
        ALSO,
    ),
    "a key of a table": ("NAMES = {'/api/User': 'users'}\nfor path in NAMES:\n    requests.get(HOST + path)\n", ALSO),
    "sent to another server too": (
        "PATH = '/api/User'\nrequests.get(HOST + PATH)\nrequests.get('https://intranet.example.com' + PATH)\n",
        OTHER,
    ),
    "in a loop over servers": (
        "PATH = '/api/User'\nfor host in (HOST, 'https://intranet.example.com'):\n    requests.get(host + PATH)\n",
        OTHER,
    ),
    "a resource that is a key too": (
        "def go(res):\n    return requests.get(HOST + '/api/v1/' + res).json()['data'][res]\ngo('user')\n",
        "",
    ),
    "a resource that names a file": (
        "def go(res):\n    r = requests.get(HOST + '/api/v1/' + res)\n    open(res + '.json', 'w').write(r.text)\ngo('computer')\n",
        ALSO,
    ),
    "a scheme that is a key too": (
        "SCHEME = 'v3_user_token'\ndef login(s): return s.get(HOST + '/api/v1/x').json()['data'][SCHEME]\ndef go(t): return requests.get(HOST + '/api/v1/User', headers={'Authorization': SCHEME + ' ' + t})\n",
        "",
    ),
    "a scheme that is looked for": (
        "def go(auth):\n    if not auth.startswith('v3_user_token '):\n        auth = 'v3_user_token ' + auth\n    return requests.get(HOST + '/api/v1/User', headers={'Authorization': auth})\n",
        TOLD,
    ),
    "a scheme that is masked": (
        "import re\ndef mask(s): return re.sub(r'v3_user_token \\S+', '*', s)\ndef go(t): return requests.get(HOST + '/api/v1/User', headers={'Authorization': 'v3_user_token ' + t})\n",
        TOLD,
    ),
    "a scheme that is cut off": (
        "SCHEME = 'v3_user_token '\ndef go(t):\n    h = {'Authorization': SCHEME + t}\n    requests.get(HOST + '/api/v1/User', headers=h)\n    return h['Authorization'][len(SCHEME):]\n",
        "",
    ),
    "a host that is compared": (
        "OLD = 'api.prod.ffs.us2.code42.com'\ndef go(host):\n    if host == 'api.prod.ffs.us2.code42.com': x()\n    return requests.get('https://' + OLD + '/v1/users/1')\n",
        TOLD,
    ),
    "a key that is read again": (
        f"body = {{'username': 'a', 'emailPromo': True}}\ndef go():\n    print(body['emailPromo'])\n    requests.post('{CONSOLE}/api/v1/User', json=body)\n",
        "the key is read",
    ),
    "a value that does something": (
        f"def go(): requests.post('{CONSOLE}/api/v1/User', json={{'username': 'a', 'emailPromo': ask()}})\n",
        "",
    ),
    "a body that goes elsewhere too": (
        f"def go():\n    body = {{'username': 'a', 'emailPromo': True}}\n    requests.post('https://intranet.example.com/x', json=body)\n    requests.post('{CONSOLE}/api/v1/User', json=body)\n",
        "",
    ),
    "a filter that may be sent": (
        f"def go(**more): return requests.get('{API}/v1/watchlists', **more)\n",
        "user_id may be sent",
    ),
    "a filter in another call": (
        f"ROOT = '{API}/v1/watchlists'\nrequests.get(ROOT)\nrequests.get(ROOT, params={{'user_id': uid}})\n",
        "does not take user_id",
    ),
    "a path that goes on": (
        f"def go(w, tail): return requests.get(f'{API}/v1/watchlists/{{w}}{{tail}}')\n",
        "end of the path",
    ),
    "a subclass with a host of its own": (
        f"class A:\n    host = HOST\n    def users(self): return requests.get(self.host + '/api/User')\nclass B(A):\n    host = {ELSE}\n",
        "",
    ),
    "a subclass of a subclass": (
        f"class A:\n    host = HOST\n    def users(self): return requests.get(f'{{self.host}}/api/User')\nclass B(A): pass\nclass C(B): host = {ELSE}\n",
        THERE,
    ),
    "a property overridden": (
        f"class A:\n    @property\n    def host(self): return HOST\n    def users(self): return requests.get(self.host + '/api/User')\nclass B(A):\n    @property\n    def host(self):\n        return {ELSE}\n",
        THERE,
    ),
    "a method that makes URLs overridden": (
        f"class A:\n    def url(self, p): return HOST + p\n    def users(self): return requests.get(self.url('/api/User'))\nclass B(A):\n    def url(self, p): return {ELSE} + p\n",
        THERE,
    ),
    "a class method": (
        f"class A:\n    host = HOST\n    @classmethod\n    def users(cls): return requests.get('{{}}/api/User'.format(cls.host))\nclass B(A): host = {ELSE}\n",
        THERE,
    ),
    "a mixin that serves two vendors": (
        f"class Api:\n    def users(self): return requests.get(self.host + '/api/User')\nclass A(Api): host = HOST\nclass B(Api): host = {ELSE}\n",
        "",
    ),
    "an attribute set from outside": (
        f"class A:\n    host = HOST\n    def users(self): return requests.get(self.host + '/api/User')\na = A()\na.host = {ELSE}\na.users()\n",
        THERE,
    ),
    "a class patched": (
        f"class A:\n    host = HOST\n    def users(self): return requests.get(self.host + '/api/User')\nsetattr(A, 'host', {ELSE})\n",
        THERE,
    ),
    "a class made by a call": (
        f"class A:\n    host = HOST\n    def users(self): return requests.get(self.host + '/api/User')\nB = type('B', (A,), {{'host': {ELSE}}})\n",
        THERE,
    ),
    "a field of a dataclass": (
        f"from dataclasses import dataclass\n@dataclass\nclass A:\n    host: str = HOST\n    def users(self): return requests.get(self.host + '/api/User')\nA({ELSE}).users()\n",
        "",
    ),
    "a table of servers": (
        f"SERVERS = {{'a': HOST, 'b': {ELSE}}}\ndef users(which): return requests.get(SERVERS[which] + '/api/User')\n",
        OTHER,
    ),
    "a host that depends on the environment": (
        f"import os\nhost = HOST\nif os.environ.get('MODE') == 'b': host = {ELSE}\nrequests.get(host + '/api/User')\n",
        OTHER,
    ),
    "a default that a caller overrides": (
        f"def users(host=HOST): return requests.get(host + '/api/User')\nusers()\nusers({ELSE})\n",
        OTHER,
    ),
    "functions for two vendors in a list": (
        f"def a(p): return requests.get(HOST + p)\ndef b(p): return requests.get({ELSE} + p)\nfor f in (a, b): f('/api/User')\n",
        OTHER,
    ),
    "two clients and one constant": (
        f"PATH = '/api/User'\nclass A:\n    base = HOST\n    def get(self, p): return requests.get(self.base + p)\nclass B:\n    base = {ELSE}\n    def get(self, p): return requests.get(self.base + p)\nA().get(PATH)\nB().get(PATH)\n",
        OTHER,
    ),
    "a URL whose path is taken": (
        f"from urllib.parse import urlparse\nURL = HOST + '/api/User'\nrequests.get(URL)\nrequests.get({ELSE} + urlparse(URL).path)\n",
        ALSO,
    ),
    "a segment of a URL put together": (
        "URL = HOST + '/api/User'\nname = URL.split('/')[4]\nrequests.get(URL)\n",
        ALSO,
    ),
    "settings loaded over a default": (
        "import json\ncfg = {'prefix': '/api'}\ncfg.update(json.load(open('c.json')))\nrequests.get(HOST + cfg['prefix'] + '/User')\n",
        OTHER,
    ),
    "settings merged into a default": (
        "import json\ncfg = {'prefix': '/api', **json.load(open('c.json'))}\nrequests.get(HOST + cfg['prefix'] + '/User')\n",
        OTHER,
    ),
    "a value that may be a path": (f"def go(path): return requests.get('{API}/v1/watchlists/' + path)\n", ""),
}
SHELLS = {
    "b.sh compared": (
        f'HOST={CONSOLE}\ncall() {{ if [ "$1" = "/api/User" ]; then x; fi; curl -s "$HOST$1"; }}\ncall /api/User\n',
        ALSO,
    ),
    "c.sh in a case": (
        f'HOST={CONSOLE}\ncall() {{ case "$1" in /api/User*) x;; esac; curl -s "$HOST$1"; }}\ncall /api/User/1\n',
        "also compared",
    ),
    "d.sh cut": (f'URL={CONSOLE}/api/User\ncurl -s "$URL"\ncurl -s "${{URL%/User}}/x"\n', "also cut"),
    "e.sh a file": (f'RES=user\ncurl -s "{CONSOLE}/api/v1/$RES" > $RES.json\n', "also the name of a file"),
    "f.sh files": (
        f'for r in user computer; do curl -s "{CONSOLE}/api/v1/$r" -o $r.json; done\n',
        "also the name of a file",
    ),
    "g.sh a scheme cut off": (
        f'AUTH="v3_user_token $T"\ncurl -s -H "Authorization: $AUTH" {CONSOLE}/api/v1/User\necho "${{AUTH#v3_user_token }}"\n',
        "",
    ),
    "h.sh two servers": (f"P=/api/User\ncurl -s {CONSOLE}$P\ncurl -s https://intranet.example.com$P\n", OTHER),
    "i.sh text": (f"cat <<EOF\nUsage: calls {CONSOLE}/api/User\nEOF\n", ""),
    "k.ps1 switch": (
        f'$Base = "{CONSOLE}"\nfunction Call($p) {{ switch ($p) {{ "/api/User" {{ x }} }}; Invoke-RestMethod "$Base$p" }}\nCall "/api/User"\n',
        "also compared",
    ),
    "l.ps1 replaced": (
        f'$Url = "{CONSOLE}/api/User"\nInvoke-RestMethod $Url\nInvoke-RestMethod ($Url -replace "/api/User","/api/v1/Computer")\n',
        "also cut",
    ),
    "m.ps1 split": (f'$Url = "{CONSOLE}/api/User"\n$name = $Url.Split("/")[4]\nInvoke-RestMethod $Url\n', "also cut"),
    "n.ps1 a file": (
        f'$r = "user"\nInvoke-RestMethod "{CONSOLE}/api/v1/$r" | Export-Csv "$r.csv"\n',
        "also handed to export-csv",
    ),
    "o.ps1 a scheme matched": (
        f'$h = @{{ Authorization = "v3_user_token $t" }}\nif ($h.Authorization -match "^v3_user_token (.*)") {{ x }}\nInvoke-RestMethod {CONSOLE}/api/v1/User -Headers $h\n',
        TOLD,
    ),
}
CASES = [(f"{name}.py", HEAD + text, note) for name, (text, note) in PYTHON.items()]
CASES += [(name, text, note) for name, (text, note) in SHELLS.items()]


def after_fix(name: str, text: str) -> tuple[str, str]:
    """The text after ``fix``, and the notes of all findings before it."""
    data = text.encode()
    file = "s." + name.rpartition(".")[2].partition(" ")[0]
    options = CheckOptions((file,), date(2026, 11, 23), stdin=data, stdin_filename=file, alone=True)
    first = engine.check(options)
    done = repair(first, "safe", lambda new: engine.check(replace(options, contents=new)))
    return done.after.get(file, data).decode(), "\n".join(n for d in first.findings for n in d.finding.notes)


@pytest.mark.parametrize(("name", "text", "note"), CASES, ids=[name for name, *_ in CASES])
def test_it_is_left_alone_and_said(name: str, text: str, note: str) -> None:
    fixed, notes = after_fix(name, text)
    assert fixed == text
    assert note in notes


RUNBOOK = f"# Users\n\n```sh\ncurl -s {CONSOLE}/api/User\n```\n"
SAMPLES = {
    "an output": '```text\nGET "/api/User" 200\n```\n',
    "an answer": '```json\n{"path": "/api/User"}\n```\n',
    "prose": 'The log then says "/api/User".\n',
    "a block of no language": '```\nGET "/api/User" 200\n```\n',
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_a_runbook_quotes_is_no_program(sample: str) -> None:
    fixed, _ = after_fix("s.md", RUNBOOK + SAMPLES[sample])
    assert fixed == RUNBOOK.replace("/api/", "/api/v1/") + SAMPLES[sample]


def test_what_a_runbook_runs_is() -> None:
    text = RUNBOOK + '```sh\n$ test "$path" = "/api/User" && exit\n```\n'
    fixed, notes = after_fix("s.md", text)
    assert fixed == text
    assert TOLD in notes


STILL_SAFE = {
    "another class with the same names": (
        f"class A:\n    host = HOST\n    def users(self): return requests.get(self.host + '/api/User')\nclass B:\n    host = {ELSE}\n    def get(self): return requests.get(self.host + '/x')\n",
        "/api/User",
        "/api/v1/User",
    ),
    "a subclass that sets something else": (
        f"class A:\n    host = HOST\n    def users(self): return requests.get(self.host + '/api/User')\nclass B(A):\n    docs = {ELSE}\n",
        "/api/User",
        "/api/v1/User",
    ),
    "a subclass for another region": (
        "class A:\n    host = HOST\n    def users(self): return requests.get(self.host + '/api/User')\nclass B(A):\n    host = 'https://console.ie.code42.com'\n",
        "/api/User",
        "/api/v1/User",
    ),
    "the whole URL in one literal": (
        f"class A:\n    def users(self): return requests.get('{CONSOLE}/api/User')\nclass B(A):\n    host = {ELSE}\n",
        "/api/User",
        "/api/v1/User",
    ),
    "a URL that is joined to": (
        "URL = HOST + '/api/User'\nrequests.get('/'.join([URL, 'my']))\n",
        "+ '/api/User",
        "+ '/api/v1/User",
    ),
    "a base that has a version elsewhere": (
        "BASE = HOST + '/api'\ndef call(path): return requests.get(BASE + path)\nBOTH = [call(p) for p in ('/User', '/v1/Org')]\n",
        "'/User'",
        "'/v1/User'",
    ),
    "the key of a login reply": (
        "def login(s): return s.get(HOST + '/x').json()['data']['v3_user_token']\ndef go(t): return requests.get(HOST + '/api/v1/User', headers={'Authorization': 'v3_user_token ' + t})\n",
        "'v3_user_token ' +",
        "'Bearer ' +",
    ),
    "a slash taken off": ("BASE = HOST.rstrip('/')\nrequests.get(BASE + '/api/User')\n", "/api/User", "/api/v1/User"),
    "a check of the protocol": (
        "URL = HOST + '/api/User'\nif not URL.startswith('https'): raise SystemExit\nrequests.get(URL)\n",
        "/api/User",
        "/api/v1/User",
    ),
    "a placeholder filled by replace": (
        "URL = HOST + '/api/User/{id}'\nrequests.get(URL.replace('{id}', uid))\n",
        "/api/User/",
        "/api/v1/User/",
    ),
    "a base joined": (
        "from urllib.parse import urljoin\nrequests.get(urljoin(HOST, '/api/User'))\n",
        "/api/User",
        "/api/v1/User",
    ),
    "a format of a number": (
        "def f(n): return requests.get(f'{HOST}/api/User/{n:05d}')\n",
        "/api/User",
        "/api/v1/User",
    ),
    "twice in one file": (
        "requests.get(HOST + '/api/User')\nrequests.get(HOST + '/api/User')\n",
        "/api/User",
        "/api/v1/User",
    ),
    "a comment about it": (
        "# GET '/api/User' lists users\nrequests.get(HOST + '/api/User')\n",
        "+ '/api/User",
        "+ '/api/v1/User",
    ),
    "a message about it": (
        "r = requests.get(HOST + '/api/User')\nif not r: raise SystemExit('GET /api/User failed')\n",
        "+ '/api/User",
        "+ '/api/v1/User",
    ),
    "a longer name": ("A = '/api/UserBlockx'\nrequests.get(HOST + '/api/User')\n", "/api/User'", "/api/v1/User'"),
    "a verb that depends": (
        "def go(on): return requests.request('PUT' if on else 'DELETE', HOST + '/api/UserBlock/7')\n",
        "/api/",
        "/api/v1/",
    ),
    "a whole path loaded over a default": (
        "import json\ncfg = {'users': '/api/User'}\ncfg.update(json.load(open('c.json')))\nrequests.get(HOST + cfg['users'])\n",
        "/api/",
        "/api/v1/",
    ),
    "known settings merged": (
        "MORE = {'x': 1}\ncfg = {'prefix': '/api', **MORE}\nrequests.get(HOST + cfg['prefix'] + '/User')\n",
        "'/User'",
        "'/v1/User'",
    ),
    "exported": ("__all__ = ['URI']\nURI = '/api/User'\nrequests.get(HOST + URI)\n", "/api/", "/api/v1/"),
}


@pytest.mark.parametrize("name", STILL_SAFE)
def test_it_is_still_fixed(name: str) -> None:
    text, old, new = STILL_SAFE[name]
    assert after_fix("s.py", HEAD + text)[0] == HEAD + text.replace(old, new)
