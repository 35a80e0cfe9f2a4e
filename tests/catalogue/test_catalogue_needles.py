"""Which bytes make a file a candidate."""

from __future__ import annotations

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.load import load
from c42migrate.files.prefilter import Prefilter, Strength
from tests.catalogue.catalogue_examples import rule, write

RULES = [
    rule("C42-301", "block"),
    rule(
        "C42-302", "alerts", "{kind: request, method: POST, paths: [/v1/alerts/query-alerts, /svc/api/v1/query-alerts]}"
    ),
    rule("C42-303", "devices", "{kind: request, method: GET, paths: ['/v1/devices/{id}']}"),
    rule("C42-304", "departing", "{kind: symbol, names: [py42.client.detectionlists.departing_employee.add]}"),
    rule("C42-305", "jwt", "{kind: header, name: Authorization, values: ['v3_user_token {}', 'token {}']}"),
    rule("C42-306", "cli", "{kind: command, program: code42, words: [alerts]}"),
    rule("C42-307", "pin", "{kind: requirement, packages: [c42-extractor]}"),
    rule("C42-308", "host", "{kind: host, hosts: ['*.prod.ffs.us2.code99.com']}"),
    rule(
        "C42-310",
        "fields",
        "{kind: field, direction: response, operations: [GET /v1/devices], names: [md5Checksum, name, state]}",
    ),
    rule("C42-309", "basic", "{kind: credential, schemes: [basic]}"),
]


@pytest.fixture(scope="module")
def needles(tmp_path_factory):
    return load([write(tmp_path_factory.mktemp("needles") / "r", *RULES)]).needles


def hits(needles: tuple[bytes, ...], text: str) -> bool:
    return any(needle in text.lower().encode() for needle in needles)


@pytest.mark.parametrize(
    "text",
    [
        'requests.put(base + "/api/v1/UserBlock/" + uid)',
        "server.put('userblock', uid)",
        'post(f"{host}/v1/alerts/query-alerts")',
        "api = 'query' # code42",
        "import py42.sdk",
        "def run(sdk): sdk.detectionlists.departing_employee.add(uid)",
        'headers = {"Authorization": "v3_user_token " + token}',
        "code42 alerts list",
        "c42-extractor==1.0",
        "import c42_extractor",
        "https://api.prod.ffs.us2.code99.com/v1",
        "https://console.us.CODE42.com",
    ],
)
def test_strong(needles, text):
    assert hits(needles.strong, text)


@pytest.mark.parametrize(
    "text",
    [
        '"/api/" + "User" + "Block"',
        "client.get('User')",
        'client.get("User?active=true")',
        'client.get("org/12")',
        'requests.get(base + "/v1/devices/" + d)',
        "x.departing_employee.add(uid)",
        'h = "token " + t',
        "requests.get(url, auth=(user, password))",
        "curl -u $U:$P $URL",
        "row['md5Checksum']",
        "Invoke-RestMethod $uri -Credential $c",
    ],
)
def test_weak(needles, text):
    assert hits(needles.weak, text)
    assert not hits(needles.strong, text)


@pytest.mark.parametrize(
    "text",
    [
        "def add(first, second): return first + second",
        "username = input('name: ')",
        "for item in organization.members: update(item)",
        "print('hello', list(map(str, range(3))))",
        "class UserStore: pass",
        "self.name, self.state = row['name'], row['state']",
    ],
)
def test_nothing(needles, text):
    assert not hits(needles.strong + needles.weak, text)


def test_every_needle_is_lower_case_and_says_something(needles):
    for needle in needles.strong + needles.weak:
        assert needle == needle.lower()
        assert len(needle) >= 3
    assert all(len(needle) >= 4 for needle in needles.strong)


def test_no_needle_contains_another(needles):
    for group in (needles.strong, needles.weak):
        assert not [(a, b) for a in group for b in group if a != b and a in b]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('headers = {"Authorization": "login_token " + token}', Strength.EVIDENCE),
        ('curl -H "Authorization: login_token $TOKEN" $URL', Strength.EVIDENCE),
        ('h["Authorization"] = f"login_token {token}"', Strength.EVIDENCE),
        ("h = 'login_token %s' % token", Strength.EVIDENCE),
        ("if login_token and password: github.login(token=login_token)", Strength.STRONG),
        ("token: '{{ vault_login_token }}'", Strength.STRONG),
        ("requests.put(base + '/api/ComputerBlock/1')", Strength.EVIDENCE),
        ("client.put('ComputerBlock')", Strength.EVIDENCE),
        ("from okta.models import UserBlock", Strength.STRONG),
        ("import py42", Strength.EVIDENCE),
        ("fields = '\\u8acb\\u6c42'", Strength.NONE),
    ],
)
def test_words_of_other_vendors_too_need_company(text, expected):
    assert Prefilter(current().needles).scan(text.encode()) == expected
