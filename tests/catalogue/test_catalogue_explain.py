"""Questions a person types, and the text that answers them."""

from __future__ import annotations

from datetime import date

import pytest

from c42migrate.catalogue.explain import lookup
from c42migrate.catalogue.load import load
from c42migrate.catalogue.render import WIDTH, Page
from tests.catalogue.catalogue_examples import rule, write

ANY = "{status: live, text: See the notes.}"


def request(method: str, *paths: str) -> str:
    return f"{{kind: request, method: {method}, paths: {list(paths)}}}"


RULES = [
    rule(
        "C42-101",
        "shape-webapp",
        "{kind: path-shape, source: ['/{webapp}/api/{resource}'], target: '/api/v1/{Resource}'}",
    ),
    rule("C42-102", "shape-api", "{kind: path-shape, source: ['/api/{resource}'], target: '/api/v1/{Resource}'}"),
    rule("C42-103", "shape-c42api", "{kind: path-shape, source: ['/c42api/v3/{rest}'], target: '/api/v3/{rest}'}"),
    rule(
        "C42-104",
        "shape-case",
        "{kind: path-shape, source: ['/api/v1/{resource}'], target: '/api/v1/{Resource}', only_lowercase: true}",
    ),
    rule("C42-201", "jwt", request("GET", "/api/v3/auth/jwt")),
    rule("C42-202", "user-token", "{kind: header, name: Authorization, values: ['v3_user_token {}']}"),
    rule("C42-203", "basic", "{kind: credential, schemes: [basic]}"),
    rule("C42-301", "user-block", request("PUT", "/api/v1/UserBlock/{userId}")),
    rule("C42-302", "user-unblock", request("DELETE", "/api/v1/UserBlock/{userId}")),
    rule("C42-303", "role-add", request("POST", "/api/v1/UserRole")),
    rule("C42-304", "role-list", request("GET", "/api/v1/UserRole/{userId}")),
    rule("C42-305", "role-remove", request("DELETE", "/api/v1/UserRole")),
    rule(
        "C42-551",
        "departing-add",
        request("POST", "/v1/detection-lists/departingemployee/add", "/svc/api/v2/departingemployee/add"),
        "{status: deprecated, method: POST, path: /v1/watchlists, text: Add to a watchlist.}",
        more="changes: [the id is a watchlist's]\nsteps: [Find the watchlist., Add the actor.]\nfacts: [dl-add]\n",
    ),
    rule(
        "C42-601",
        "watchlist-add",
        request("POST", "/v1/watchlists"),
        "{status: live, method: POST, path: /v2/watchlists, text: Call version 2.}",
    ),
    rule(
        "C42-801",
        "last-login",
        "{kind: field, direction: response, operations: [GET /api/v1/User], names: [lastLoginDate]}",
    ),
    rule("C42-851", "cli-departing", "{kind: command, program: code42, words: [departing-employee, add]}"),
    rule("C42-852", "cli-alerts", "{kind: command, program: code42, words: [alerts]}"),
    rule("C42-853", "cli-totp", "{kind: command, program: code42, options: [--totp]}"),
    rule("C42-901", "py42", "{kind: requirement, packages: [py42]}"),
    rule("C42-902", "sdk-departing-add", "{kind: symbol, names: [py42.client.detectionlists.departing_employee.add]}"),
    rule("C42-903", "sdk-alerts", "{kind: symbol, names: ['py42.client.alerts.*']}"),
    rule("C42-904", "sdk-local", "{kind: symbol, names: [py42.sdk.from_local_account]}"),
    rule("C42-110", "us2", "{kind: host, hosts: [www.crashplan.com]}"),
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return load([write(tmp_path_factory.mktemp("explain") / "r", *RULES)])


ROLES = {"role-add", "role-list", "role-remove"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("C42-301", {"user-block"}),
        ("c42-301", {"user-block"}),
        ("user-block", {"user-block"}),
        ("/api/Computer", {"shape-api"}),
        ("https://console.us.code42.com/console/api/computer", {"shape-webapp"}),
        ("PUT /api/UserBlock", {"user-block", "shape-api"}),
        ("put /api/userblock/12", {"user-block", "shape-api"}),
        ("/api/v1/userblock/12", {"user-block", "user-unblock", "shape-case"}),
        ("/api/v1/UserBlock/12", {"user-block", "user-unblock"}),
        ("/console/api/UserRole", ROLES | {"shape-webapp"}),
        ("https://console.us.code42.com/console/api/UserRole?active=true", ROLES | {"shape-webapp"}),
        ("`GET https://console.us.code42.com:4285/api/v1/UserRole/7`", {"role-list"}),
        ("console.us.code42.com/api/v1/UserRole/7", {"role-list"}),
        ("/c42api/v3/auth/jwt?useBody=true", {"jwt", "shape-c42api"}),
        ("/svc/api/v2/departingemployee/add", {"departing-add"}),
        ("/v1/detection-lists", {"departing-add"}),
        ("{base}/api/v1/UserRole/{uid}", {"role-list"}),
        ("POST $HOST/api/v1/UserRole", {"role-add"}),
        ("api/v1/UserRole/5", {"role-list"}),
        ("https://www.crashplan.com/api/User/1", {"shape-api", "us2"}),
        ("/api/v1/UserBlock/{id}", {"user-block", "user-unblock"}),
        ("v3_user_token", {"user-token"}),
        ("Authorization: v3_user_token abc", {"user-token"}),
        ("authorization", {"user-token"}),
        ("basic auth", {"basic"}),
        ("Basic authentication", {"basic"}),
        ("sdk.detectionlists.departing_employee.add", {"sdk-departing-add"}),
        ("self.sdk.detectionlists.departing_employee.add(user)", {"sdk-departing-add"}),
        ("detectionlists.departing_employee.add", {"sdk-departing-add"}),
        ("py42.client.detectionlists.departing_employee.add", {"sdk-departing-add"}),
        ("departing_employee.add", {"sdk-departing-add"}),
        ("sdk.detectionlists", {"sdk-departing-add"}),
        ("client.alerts.search()", {"sdk-alerts"}),
        ("py42.sdk.from_local_account", {"sdk-local"}),
        ("code42 departing-employee add --notes x", {"cli-departing"}),
        ("code42 alerts search -b 3d", {"cli-alerts"}),
        ("code42", {"cli-totp", "cli-departing", "cli-alerts"}),
        ("code42 --totp 123456 users list", {"cli-totp"}),
        ("py42", {"py42"}),
        ("py42==1.26.0", {"py42"}),
        ("lastLoginDate", {"last-login"}),
        ("www.crashplan.com", {"us2"}),
        ("dl-add", {"departing-add"}),
    ],
)
def test_found(catalogue, query, names):
    assert {found.name for found in lookup(query, catalogue).rules} == names


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "/",
        "nonsense",
        "GET /api/v1/UserBlock/12",
        "/api/v1/UserBlocks/12",
        "/api/computer",
        "/api/v1/Computer",
        "/svc/api/UserRole",
        "/jira/api/UserRole",
        "https://jira.example/rest/issue",
        "Bearer",
        "Authorization: Bearer abc",
        "X-Token: v3_user_token",
        "sdk.users.get_all",
        "pycpg.client.detectionlists.departing_employee.add",
        "code42 users list",
        "crashplan alerts",
        "py43",
        "a.b(",
        "https://[broken/x",
    ],
)
def test_not_found(catalogue, query):
    assert lookup(query, catalogue).rules == ()


def test_a_live_operation_is_named(catalogue):
    answer = lookup("GET https://api.us.code42.com/v1/users/123", catalogue)
    assert (answer.rules, answer.live) == ((), (("GET", "/v1/users/{userId}"),))


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("user-blok", "user-block"),
        ("UserBlok", "user-block"),
        ("C42-3O1", "C42-301"),
        ("GET /v1/detection-lists", "departing-add"),
    ],
)
def test_suggestions(catalogue, query, suggestion):
    answer = lookup(query, catalogue)
    assert suggestion in (answer.suggestions or [found.name for found in answer.rules])


def test_the_text_says_what_to_do(catalogue):
    text = Page(catalogue.rules["C42-551"], catalogue, date(2023, 5, 20)).text()
    for words in (
        "C42-551 departing-add (users)",
        "Deprecated: POST /v1/detection-lists/departingemployee/add",
        "            POST /svc/api/v2/departingemployee/add",
        "Status on 2023-05-20: ended (for 2 days)",
        "end of life    2023-05-18  policy: one year later",
        "Use instead: POST /v2/watchlists",
        "C42-551 -> POST /v1/watchlists (deprecated)",
        "C42-601 -> POST /v2/watchlists (live)",
        "  - the id is a watchlist's",
        "  2. Add the actor.",
        "Fix: manual: nothing replaces it",
        "Confidence: documented; checked on 2026-11-23",
    ):
        assert words in text
    assert all(len(line) <= WIDTH and line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("code", [text.split("code: ")[1].split("\n")[0] for text in RULES])
def test_every_kind_can_be_rendered(catalogue, code):
    text = Page(catalogue.rules[code], catalogue, date(2026, 11, 23)).text()
    assert "Deprecated: " in text
    assert "Use instead: Nothing replaces it" in text or "/v2/watchlists" in text
