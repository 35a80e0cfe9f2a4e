"""Headers and credentials: where they count and where they are somebody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matching_support import applied, codes, literal_in, request_in, rule, run

from c42migrate.catalogue.model import CredentialMatch, HeaderFix, HeaderMatch
from c42migrate.model import Applicability, Certainty, Credential, Header, Hole, Place, Request, Text

TOKEN = rule(
    "C42-210", HeaderMatch("Authorization", ("v3_user_token {}",)), HeaderFix(Applicability.SAFE, value="Bearer ")
)
TOTP = rule("C42-211", HeaderMatch("totp-auth"))
BASIC = rule("C42-212", CredentialMatch(("basic",), ("/v1/oauth", "/api/v3/oauth/token")))
RULES = (TOKEN, TOTP, BASIC)
USER_URL = "https://console.us.code42.com/api/v1/User"


def header(source: str, name: str, value: str) -> Header:
    start = source.index(value)
    pieces = (literal_in(source, value), Hole("token"))
    return Header(name, Text(pieces), Place("a.py", start, start + len(value)))


def credential(source: str, user: str = "user", shown: str = "(u, p)") -> Credential:
    start = source.index(shown)
    place = Place("a.py", start, start + len(shown))
    return Credential("basic", place, "auth=", Text((Hole(user),)), Text((Hole("password"),)))


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("Authorization", "v3_user_token ", "C42-210"),
        ("authorization", "V3_User_Token ", "C42-210"),
        ("totp-auth", "123", "C42-211"),
        ("Authorization", "Basic ", "C42-212"),
        ("Authorization", "Bearer ", None),
        ("Authorization", "my v3_user_token ", None),
        ("X-Authorization", "v3_user_token ", None),
        ("Authorization", "Basically ", None),
    ],
)
def test_header_of_a_request(name: str, value: str, code: str | None) -> None:
    source = f"requests.get('{USER_URL}', headers='{value}' + token)\n"
    request = request_in(source, USER_URL, "GET", headers=(header(source, name, value),))
    assert codes(run(source, request, more=RULES)) == ([code] if code else [])


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
    assert codes(run(source, header(source, "Authorization", "v3_user_token "), more=RULES)) == ["C42-210"]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (USER_URL, True),
        ("{base}/api/v1/Org", True),
        ("{base}/v1/auth", True),
        ("https://api.us.code42.com/v1/users", True),
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


def test_credentials_seen_again_without_their_request_are_not_judged_again() -> None:
    source = "code42 = requests.post('{base}/v1/oauth', auth=(u, p))\n"
    request = request_in(source, "{base}/v1/oauth", "POST", credentials=(credential(source),))
    assert run(source, request, credential(source), more=RULES) == []


@pytest.mark.parametrize(
    ("source", "user", "certainty"),
    [
        ("code42 = HTTPBasicAuth(u, p)\n", "user", Certainty.MAYBE),
        ("code42 = HTTPBasicAuth(u, p)\n", "client_id", None),
        ("code42 = HTTPBasicAuth(u, p)\n", "self.api_client_id", None),
        ("other = HTTPBasicAuth(u, p)\n", "user", None),
    ],
)
def test_credentials_without_a_request(source: str, user: str, certainty: Certainty | None) -> None:
    found = run(source, credential(source, user), more=RULES)
    assert [f.certainty for f in found] == ([certainty] if certainty else [])


def test_credentials_beside_another_vendors_host_may_be_that_vendors() -> None:
    source = "code42 = HTTPBasicAuth(u, p); requests.get('https://acme.okta.com/api/v1/users')\n"
    request = request_in(source, "https://acme.okta.com/api/v1/users", "GET")
    assert run(source, credential(source), request, more=RULES) == []


def test_one_finding_for_credentials_of_two_requests() -> None:
    source = f"auth = (u, p); s.get('{USER_URL}'); s.get('{USER_URL}/my')\n"
    shared = credential(source)
    requests = [request_in(source, url, "GET", credentials=(shared,)) for url in (USER_URL, USER_URL + "/my")]
    [finding] = run(source, *requests, more=RULES)
    assert finding.matched == "(u, p)"


def test_header_of_a_request_whose_url_is_not_known() -> None:
    source = "code42; requests.get(url, headers='v3_user_token ' + token)\n"
    sent = header(source, "Authorization", "v3_user_token ")
    request = Request(Text((Hole("url"),)), Place("a.py", 8, 40), None, "requests", headers=(sent,))
    assert codes(run(source, request, more=RULES)) == ["C42-210"]
    other = request_in(source + "https://acme.okta.com/api/v1/users", "https://acme.okta.com/api/v1/users", "GET")
    assert run(source, replace(other, headers=(sent,)), more=RULES) == []
