"""Headers, credentials, SDK objects, replies: what must be seen and what must not."""

from __future__ import annotations

import pytest

from c42migrate.model import Command, Credential, Field, Header, Request, Symbol
from tests.readers.python_support import usages

HEADERS = {
    "dict at the call": "import requests\nrequests.get('/api/User', headers={'Authorization': 'v3_user_token ' + t})",
    "dict variable": "h = {'Authorization': 'v3_user_token ' + t}",
    "lower case key": "h = {'authorization': 'v3_user_token %s' % t}",
    "format": "h = {'Authorization': 'v3_user_token {}'.format(t)}",
    "f-string": "h = {'Authorization': f'v3_user_token {t}'}",
    "item assignment": "h = {}\nh['Authorization'] = 'v3_user_token ' + t",
    "item of an attribute": "req.headers['Authorization'] = 'v3_user_token ' + t",
    "update": "h = {}\nh.update({'Authorization': 'v3_user_token ' + t})",
    "session headers": "import requests\ns = requests.Session()\ns.headers.update({'Authorization': 'v3_user_token ' + t})\ns.get('/api/User')",
    "add_header": "import urllib2\nr = urllib2.Request('https://h/api/User')\nr.add_header('Authorization', 'v3_user_token ' + t)",
    "list value": "h = Headers({'authorization': ['v3_user_token ' + t]})",
    "helper": "def headers(t):\n    return {'Authorization': 'v3_user_token ' + t}\nimport requests\nrequests.get('/api/User', headers=headers(t))",
    "two constants": "S = 'v3_user_token'\nh = {'Authorization': S + ' ' + t}",
    "joined": "h = {'Authorization': ' '.join(['v3_user_token', t])}",
    "variable only": "auth_value = 'v3_user_token ' + t",
    "dict call": "h = dict(Authorization='v3_user_token ' + t)",
}


@pytest.mark.parametrize("code", HEADERS.values(), ids=HEADERS.keys())
def test_header_is_found_once_with_its_scheme(code: str) -> None:
    found = [u for u in usages(code) if isinstance(u, Header)]
    found += [h for u in usages(code) if isinstance(u, Request) for h in u.headers]
    assert {h.place for h in found if str(h.value).startswith("v3_user_token ")} != set()
    assert len({h.place for h in found}) == 1


NO_HEADERS = {
    "json key": "t = r.json()['data']['v3_user_token']",
    "dict key": "d = {'v3_user_token': t}",
    "get": "t = data.get('v3_user_token')",
    "variable": "v3_user_token = x",
    "log": "print('v3_user_token ' + t)",
    "message": "raise ValueError('v3_user_token missing')",
    "docstring": "def f():\n    'v3_user_token scheme'",
}


@pytest.mark.parametrize("code", NO_HEADERS.values(), ids=NO_HEADERS.keys())
def test_the_word_alone_is_no_header(code: str) -> None:
    assert not [u for u in usages(code) if isinstance(u, Header)]


CREDENTIALS = {
    "tuple": ("import requests\nrequests.get('/api/User', auth=(u, p))", "basic"),
    "variable": ("import requests\na = (u, p)\nrequests.get('/api/User', auth=a)", "basic"),
    "self": (
        "import requests\nclass C:\n    def __init__(self, u, p):\n        self.auth = (u, p)\n    def f(self):\n        requests.get('/api/User', auth=self.auth)",
        "basic",
    ),
    "object": (
        "import requests\nfrom requests.auth import HTTPBasicAuth\nrequests.get('/api/User', auth=HTTPBasicAuth(u, p))",
        "basic",
    ),
    "dotted object": ("import requests\nrequests.get('/api/User', auth=requests.auth.HTTPBasicAuth(u, p))", "basic"),
    "session": ("import requests\ns = requests.Session()\ns.auth = (u, p)\ns.get('/api/User')", "basic"),
    "httpx client": ("import httpx\nc = httpx.Client(auth=(u, p))\nc.get('/api/User')", "basic"),
    "aiohttp": (
        "import aiohttp\nasync def f():\n    s = aiohttp.ClientSession(auth=aiohttp.BasicAuth(u, p))\n    await s.get('/api/User')",
        "basic",
    ),
    "through a wrapper": (
        "import requests\ndef call(p, auth):\n    requests.get(p, auth=auth)\ncall('/api/User', (u, pw))",
        "basic",
    ),
    "httplib2": ("import httplib2\nh = httplib2.Http()\nh.add_credentials(u, p)", "challenge"),
    "password manager": ("m.add_password(None, url, u, p)", "challenge"),
    "curl": ("import subprocess\nsubprocess.call(['curl', '-u', 'a:b', 'https://h/api/User'])", "basic"),
    "digest": ("import requests\nrequests.get('/api/User', auth=requests.auth.HTTPDigestAuth(u, p))", "digest"),
}


@pytest.mark.parametrize(("code", "scheme"), CREDENTIALS.values(), ids=CREDENTIALS.keys())
def test_credential_is_found(code: str, scheme: str) -> None:
    found = [u for u in usages(code) if isinstance(u, Credential)]
    found += [c for u in usages(code) if isinstance(u, Request) for c in u.credentials]
    assert {c.scheme for c in found} == {scheme}


def test_a_header_made_by_hand_is_a_credential() -> None:
    code = "import base64, requests\nh = {'Authorization': 'Basic ' + base64.b64encode(u + ':' + p)}\nrequests.get('/api/User', headers=h)"
    assert [u.how for u in usages(code) if isinstance(u, Credential)] == ["Authorization header"]


def test_a_header_made_by_urllib3_is_a_credential() -> None:
    code = "import urllib3\nh = urllib3.make_headers(%s='u:p')\nurllib3.PoolManager().request('GET', '/api/User', headers=h)"
    (found,) = [u for u in usages(code % "basic_auth") if isinstance(u, Request)]
    assert [str(header.value) for header in found.headers] == ["Basic {basic_auth}"]
    (found,) = [u for u in usages(code % "proxy_basic_auth") if isinstance(u, Request)]
    assert not found.headers


def test_own_auth_objects_are_no_credentials() -> None:
    code = "import requests\nrequests.get('/api/User', auth=BearerAuth(token))"
    assert not [c for u in usages(code) if isinstance(u, Request) for c in u.credentials]


SYMBOLS = {
    "factory": (
        "import py42.sdk\ns = py42.sdk.from_local_account(h, u, p)\ns.alerts.search(q)",
        "py42.client.alerts.search",
    ),
    "from import": (
        "from py42.sdk import from_api_client\ns = from_api_client(h, u, p)\ns.alerts.search(q)",
        "py42.client.alerts.search",
    ),
    "attribute": (
        "import py42.sdk\nclass C:\n    def __init__(self):\n        self._sdk = py42.sdk.from_local_account(h, u, p)\n    def f(self):\n        self._sdk.alerts.search(q)",
        "py42.client.alerts.search",
    ),
    "parameter": (
        "import py42.sdk\ndef f(x):\n    x.alerts.search(q)\nf(py42.sdk.from_local_account(h, u, p))",
        "py42.client.alerts.search",
    ),
    "returned": (
        "import py42.sdk\ndef connect():\n    return py42.sdk.from_local_account(h, u, p)\nconnect().alerts.search(q)",
        "py42.client.alerts.search",
    ),
    "annotation": (
        "from py42.sdk import SDKClient\ndef f(c: SDKClient):\n    c.alerts.search(q)",
        "py42.client.alerts.search",
    ),
    "conventional name": (
        "import py42.exceptions\ndef f(state):\n    state.sdk.alerts.search(q)",
        "py42.client.alerts.search",
    ),
    "part kept": (
        "import py42.sdk\ns = py42.sdk.from_local_account(h, u, p)\nd = s.detectionlists.departing_employee\nd.add(x)",
        "py42.client.detectionlists.departing_employee.add",
    ),
    "filter class": (
        "from py42.sdk.queries.fileevents.filters.file_filter import FileName\nFileName.eq('x')",
        "py42.sdk.queries.fileevents.filters.file_filter.FileName.eq",
    ),
    "star import": (
        "from py42.sdk.queries.fileevents.filters import *\nFileName.eq('x')",
        "py42.sdk.queries.fileevents.filters.FileName.eq",
    ),
    "incydr": ("import incydr\nc = incydr.Client()\nc.devices.v1.get_device(1)", "incydr.client.devices.v1.get_device"),
}


@pytest.mark.parametrize(("code", "name"), SYMBOLS.values(), ids=SYMBOLS.keys())
def test_sdk_call_is_found_by_its_canonical_name(code: str, name: str) -> None:
    assert name in [u.name for u in usages(code) if isinstance(u, Symbol) and u.form == "call"]


NO_SYMBOLS = {
    "pycpg": "import pycpg.sdk\ns = pycpg.sdk.from_local_account(h, u, p)\ns.users.block(1)",
    "pycpg by name": "import pycpg.sdk\ndef f(sdk):\n    sdk.legalhold.get_all_matters()",
    "another vendor": "def f(sdk):\n    sdk.alerts.search(q)",
    "own class": "class SDK:\n    pass\nsdk = SDK()\nsdk.alerts.search(q)",
}


@pytest.mark.parametrize("code", NO_SYMBOLS.values(), ids=NO_SYMBOLS.keys())
def test_other_clients_are_left_alone(code: str) -> None:
    assert not [u for u in usages(code) if isinstance(u, Symbol) and u.form == "call"]


def test_key_of_a_reply_belongs_to_its_request() -> None:
    code = "import requests\nr = requests.get('/api/User/1').json()\nprint(r['data']['lastLoginDate'])"
    (found,) = [u for u in usages(code) if isinstance(u, Field)]
    assert found.entry.keys == ("lastLoginDate",)
    assert found.request is not None
    assert str(found.request.url) == "/api/User/1"


def test_key_of_our_own_dict_is_no_field() -> None:
    assert not [u for u in usages("d = {'lastLoginDate': 1}\nd['lastLoginDate']") if isinstance(u, Field)]


def test_sdk_command_line_run_from_python() -> None:
    (found,) = [u for u in usages("import os\nos.system('code42 alerts search -b 30d')") if isinstance(u, Command)]
    assert (found.program, [str(w) for w in found.words]) == ("code42", ["alerts", "search", "-b", "30d"])


def test_sdk_command_stands_where_its_words_are_given() -> None:
    code = "import subprocess, shlex\ndef run(line):\n    return subprocess.run(shlex.split(line))\nrun('code42 users list')"
    (found,) = [u for u in usages(code) if isinstance(u, Command)]
    assert found.place.start == code.rindex("run(")


KEPT = {
    "attribute": "class C:\n    def __init__(self, u, p):\n        self.auth = (u, p)",
    "object": "from requests.auth import HTTPBasicAuth\nauth = HTTPBasicAuth(u, p)",
}


@pytest.mark.parametrize("code", KEPT.values(), ids=KEPT.keys())
def test_credential_without_a_request_is_found(code: str) -> None:
    assert [u.scheme for u in usages(code) if isinstance(u, Credential)] == ["basic"]


def test_names_alone_are_no_credentials() -> None:
    assert not [u for u in usages("auth = get_auth()\nself.auth = auth\npoint = (x, y)") if isinstance(u, Credential)]
