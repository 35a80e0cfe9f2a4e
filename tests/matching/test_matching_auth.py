"""Headers and credentials: where they count and where they are somebody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from c42migrate.catalogue.model import CredentialMatch, HeaderFix, HeaderMatch
from c42migrate.model import Applicability, Certainty, Credential, Header, Hole, Place, Request, Text
from tests.matching.matching_support import applied, codes, endpoint, literal_in, request_in, rule, run

TOKEN = rule(
    "C42-210", HeaderMatch("Authorization", ("v3_user_token {}",)), HeaderFix(Applicability.SAFE, value="Bearer ")
)
TOTP = rule("C42-211", HeaderMatch("totp-auth", paths=("/api/v3/auth/jwt",)))
TOKENS = ("/v1/oauth", "/api/v3/oauth/token")
BASIC = rule("C42-212", CredentialMatch(("basic",), TOKENS, "portal"))
LATER = rule("C42-213", CredentialMatch(("basic",), TOKENS, "moving"))
ASKED = rule("C42-214", CredentialMatch(("challenge",)))
LOGINS = (
    endpoint("C42-202", "GET", "/v1/auth", to="POST /v1/oauth"),
    endpoint("C42-201", "GET", "/api/v3/auth/jwt", to="POST /v1/oauth"),
)
MOVED = endpoint("C42-217", "GET", "/api/v1/Org", to="GET /v1/orgs")
GONE = endpoint("C42-218", "PUT", "/api/v1/OrgBlock")
RULES = (TOKEN, TOTP, BASIC, LATER, ASKED, *LOGINS, MOVED, GONE)
USER_URL = "https://console.us.code42.com/api/v1/User"
PORTAL_URL = "https://api.us.code42.com/v1/users"


def header(source: str, name: str, value: str) -> Header:
    start = source.index(value)
    pieces = (literal_in(source, value), Hole("token"))
    return Header(name, Text(pieces), Place("a.py", start, start + len(value)))


def credential(source: str, user: str = "user", shown: str = "(u, p)", scheme: str = "basic") -> Credential:
    start = source.index(shown)
    place = Place("a.py", start, start + len(shown))
    return Credential(scheme, place, "auth=", Text((Hole(user),)), Text((Hole("password"),)))


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("Authorization", "v3_user_token ", "C42-210"),
        ("authorization", "V3_User_Token ", "C42-210"),
        ("totp-auth", "123", None),
        ("Authorization", "Basic ", None),
        ("Authorization", "Bearer ", None),
        ("Authorization", "my v3_user_token ", None),
        ("X-Authorization", "v3_user_token ", None),
        ("Authorization", "Basically ", None),
    ],
)
def test_header_of_a_console_request(name: str, value: str, code: str | None) -> None:
    source = f"requests.get('{USER_URL}', headers='{value}' + token)\n"
    request = request_in(source, USER_URL, "GET", headers=(header(source, name, value),))
    assert codes(run(source, request, more=RULES)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("Authorization", "Basic ", "C42-212"), ("Authorization", "Basically ", None), ("totp-auth", "123", None)],
)
def test_header_of_a_portal_request(name: str, value: str, code: str | None) -> None:
    source = f"requests.get('{PORTAL_URL}', headers='{value}' + token)\n"
    request = request_in(source, PORTAL_URL, "GET", headers=(header(source, name, value),))
    assert codes(run(source, request, more=RULES)) == ([code] if code else [])


def test_a_one_time_password_counts_with_the_login() -> None:
    url = "https://console.us.code42.com/api/v3/auth/jwt"
    source = f"requests.get('{url}', headers='123' + token)\n"
    request = request_in(source, url, "GET", headers=(header(source, "totp-auth", "123"),))
    assert sorted(codes(run(source, request, more=RULES))) == ["C42-201", "C42-211"]


def test_only_the_word_of_the_scheme_changes() -> None:
    source = f"requests.get('{USER_URL}', headers='v3_user_token ' + token)\n"
    request = request_in(source, USER_URL, "GET", headers=(header(source, "Authorization", "v3_user_token "),))
    found = run(source, request, more=RULES)
    assert found[0].matched == "v3_user_token"
    assert applied(source, found, "safe") == source.replace("v3_user_token", "Bearer")


def test_header_without_a_request_needs_a_sign_of_code42() -> None:
    source = "h = 'v3_user_token ' + token\n"
    assert run(source, header(source, "Authorization", "v3_user_token "), more=RULES) == []
    source = "h = 'v3_user_token ' + token # code42\n"
    assert run(source, header(source, "Authorization", "v3_user_token "), more=RULES) == []
    source = "h = 'v3_user_token ' + token, 'code42'\n"
    assert codes(run(source, header(source, "Authorization", "v3_user_token "), more=RULES)) == ["C42-210"]


TOKEN_PAIR = rule("C42-219", HeaderMatch("Authorization", ("token {}-{}",), except_hosts=("console.*",)))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://storage-7.us.code42.com/api/v1/User", True),
        ("{base}/api/v1/User", True),
        (USER_URL, False),
        ("https://console.{region}.code42.com/api/v1/User", False),
    ],
)
def test_a_scheme_of_storage_servers_is_no_matter_of_the_console(url: str, found: bool) -> None:
    source = f"code42 = requests.get('{url}', headers='token 1-')\n"
    request = request_in(source, url, "GET", headers=(header(source, "Authorization", "token 1-"),))
    assert codes(run(source, request, more=(TOKEN_PAIR,))) == (["C42-219"] if found else [])


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (PORTAL_URL, True),
        ("{base}/v1/users", True),
        ("https://api.us.code42.com/v1/new-thing", True),
        ("https://api.us.code42.com/api/v1/User", True),
        (USER_URL, False),
        ("{base}/api/v1/Org", False),
        ("{base}/console/api/v1/User", False),
        ("{base}/svc/api/v1/query-alerts", False),
        ("{base}/v1/auth", False),
        ("https://api.us.code42.com/v1/auth", False),
        ("https://console.us.code42.com/c42api/v3/auth/jwt", False),
        ("{base}/v1/new-thing", False),
        ("{base}/{path}", False),
        ("{url}", False),
        ("https://api.us.code42.com/v1/oauth?grant_type=client_credentials", False),
        ("{base}/api/v3/oauth/token", False),
        ("https://acme.atlassian.net/rest/api/2/issue", False),
        ("{jira}/api/v1/user", False),
        ("{base}/rest/api/2/issue", False),
        ("https://console.us1.crashplan.com/api/v1/User", False),
    ],
)
def test_credentials_of_a_request(url: str, found: bool) -> None:
    source = f"code42 = requests.get('{url}', auth=(u, p))\n"
    request = request_in(source, url, "GET", credentials=(credential(source),))
    assert ("C42-212" in codes(run(source, request, more=RULES))) is found


@pytest.mark.parametrize(
    ("verb", "url", "found"),
    [
        ("GET", "https://console.us.code42.com/api/v1/Org", True),
        ("GET", "{base}/api/Org", True),
        ("POST", "https://console.us.code42.com/api/v1/Org", False),
        ("PUT", "https://console.us.code42.com/api/v1/OrgBlock", False),
        ("GET", USER_URL, False),
        ("GET", PORTAL_URL, False),
        ("GET", "https://console.us.code42.com/api/v3/auth/jwt", False),
        ("GET", "https://console.us1.crashplan.com/api/v1/Org", False),
    ],
)
def test_credentials_of_a_call_that_moves_to_the_portal(verb: str, url: str, found: bool) -> None:
    source = f"code42 = requests.get('{url}', auth=(u, p))\n"
    request = request_in(source, url, verb, credentials=(credential(source),))
    assert ("C42-213" in codes(run(source, request, more=RULES))) is found


@pytest.mark.parametrize(("sent", "found"), [("", True), ("X-Trace", True), ("Authorization", False)])
def test_a_client_that_sends_the_header_waits_for_no_challenge(sent: str, found: bool) -> None:
    source = f"code42 = requests.get('{USER_URL}', 'Basic ', auth=(u, p))\n"
    asked = credential(source, scheme="challenge")
    headers = (header(source, sent, "Basic "),) if sent else ()
    request = request_in(source, USER_URL, "GET", credentials=(asked,), headers=headers)
    assert ("C42-214" in codes(run(source, request, more=RULES))) is found


def test_credentials_seen_again_without_their_request_are_not_judged_again() -> None:
    source = "code42 = requests.post('{base}/v1/oauth', auth=(u, p))\n"
    request = request_in(source, "{base}/v1/oauth", "POST", credentials=(credential(source),))
    assert run(source, request, credential(source), more=RULES) == []


@pytest.mark.parametrize(
    ("source", "scheme", "user", "certainty"),
    [
        ("code42 = HTTPBasicAuth(u, p)\n", "basic", "user", None),
        ("code42 = HTTPBasicAuth(u, p)\n", "challenge", "user", Certainty.MAYBE),
        ("code42 = HTTPBasicAuth(u, p)\n", "challenge", "client_id", None),
        ("code42 = HTTPBasicAuth(u, p)\n", "challenge", "self.api_client_id", None),
        ("other = HTTPBasicAuth(u, p)\n", "challenge", "user", None),
    ],
)
def test_credentials_without_a_request(source: str, scheme: str, user: str, certainty: Certainty | None) -> None:
    found = run(source, credential(source, user, scheme=scheme), more=RULES)
    assert [f.certainty for f in found] == ([certainty] if certainty else [])


def test_credentials_beside_another_vendors_host_may_be_that_vendors() -> None:
    source = "code42 = HTTPBasicAuth(u, p); requests.get('https://acme.okta.com/api/v1/users')\n"
    request = request_in(source, "https://acme.okta.com/api/v1/users", "GET")
    assert run(source, credential(source, scheme="challenge"), request, more=RULES) == []


def test_one_finding_for_credentials_of_two_requests() -> None:
    source = f"auth = (u, p); s.get('{PORTAL_URL}'); s.get('{PORTAL_URL}/my')\n"
    shared = credential(source)
    requests = [request_in(source, url, "GET", credentials=(shared,)) for url in (PORTAL_URL, PORTAL_URL + "/my")]
    [finding] = run(source, *requests, more=RULES)
    assert finding.matched == "(u, p)"


def test_header_of_a_request_whose_url_is_not_known() -> None:
    source = "code42; requests.get(url, headers='v3_user_token ' + token)\n"
    sent = header(source, "Authorization", "v3_user_token ")
    request = Request(Text((Hole("url"),)), Place("a.py", 8, 40), None, "requests", headers=(sent,))
    assert codes(run(source, request, more=RULES)) == ["C42-210"]
    other = request_in(source + "https://acme.okta.com/api/v1/users", "https://acme.okta.com/api/v1/users", "GET")
    assert run(source, replace(other, headers=(sent,)), more=RULES) == []
