"""Requests against endpoint and shape rules: what must be found, what must not, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from c42migrate.catalogue.model import Basis, Lifecycle, Milestone, RequestMatch
from c42migrate.model import Certainty
from tests.matching.matching_support import applied, codes, request_in, rule, run

HOST = "https://console.us.code42.com"

FOUND = [
    # url, verb, code, source shown under the place
    ("{base}/api/v1/UserBlock/{id}", "PUT", "C42-301", "/api/v1/UserBlock/"),
    ("{base}/api/v1/UserBlock/{id}", "DELETE", "C42-302", "/api/v1/UserBlock/"),
    ("/api/v1/UserBlock/{id}", "PUT", "C42-301", "/api/v1/UserBlock/"),
    ("api/UserDeactivation/{id}", "PUT", "C42-303", "api/UserDeactivation/"),
    (HOST + "/api/UserDeactivation/12", "PUT", "C42-303", "/api/UserDeactivation/12"),
    (HOST + "/UserDeactivation/12", "PUT", "C42-303", "/UserDeactivation/12"),
    ("{base}/console/api/userdeactivation/{id}/", "PUT", "C42-303", "/console/api/userdeactivation/"),
    ("{base}/UserDeactivation/{id}", "PUT", "C42-303", "/UserDeactivation/"),
    ("{url}UserDeactivation/{id}?x=1", "PUT", "C42-303", "UserDeactivation/"),
    ("https://{host}/c42api/v3/auth/jwt?useBody=true", "GET", "C42-201", "/c42api/v3/auth/jwt"),
    ("{base}/api/user", "GET", "C42-102", "/api/user"),
    ("{base}/api/User?active=true", "GET", "C42-102", "/api/User"),
    ("{base}/console/api/User/{id}", "GET", "C42-103", "/console/api/User/"),
    ("{base}/console/api/v1/User/{id}", "GET", "C42-104", "/console/api/v1/User/"),
    ("{base}/app/api/v2/Org", "", "C42-105", "/app/api/v2/Org"),
    ("{base}/c42api/v3/customer/my", "GET", "C42-106", "/c42api/v3/customer/my"),
    ("{base}/api/v1/user/{id}", "GET", "C42-107", "/api/v1/user/"),
    (HOST + "/Computer?guid={g}", "GET", "C42-101", "/Computer"),
    ("{base}/api/UserBlock/{id}", "POST", "C42-102", "/api/UserBlock/"),
    ("{base}/api/{resource}", "", "C42-102", "/api/"),
    ("{base}/v1/alerts/query-alerts", "POST", "C42-651", "/v1/alerts/query-alerts"),
    ("{base}/svc/api/v1/query-alerts", "POST", "C42-651", "/svc/api/v1/query-alerts"),
    ("{base}/V1/Alerts/Query-Alerts/", "POST", "C42-651", "/V1/Alerts/Query-Alerts/"),
    ("{base}/v1/alerts/{operation}", "POST", "C42-651", "/v1/alerts/"),
    ("https://{host}:{port}/api/User", "GET", "C42-102", "/api/User"),
    ("https://10.1.2.3:4285/api/User", "GET", "C42-102", "/api/User"),
    ("{base}/api/User{query}", "GET", "C42-102", "/api/User"),
]


@pytest.mark.parametrize(("url", "verb", "code", "shown"), FOUND, ids=[f"{verb} {url}" for url, verb, *_ in FOUND])
def test_found(url: str, verb: str, code: str, shown: str) -> None:
    source = f"code42 = requests.{verb.lower() or 'go'}({url!r})\n"
    [finding] = run(source, request_in(source, url, verb))
    assert finding.code == code
    assert source.encode()[finding.place.start : finding.place.end].decode() == shown
    assert finding.matched == shown


NOT_FOUND = [
    ("{base}/api/v1/User", "GET"),
    ("{base}/api/v1/User/{id}", ""),
    ("{base}/api/v1/UserBlock/{id}", "POST"),
    ("{base}/api/v1/UserBlocked/{id}", "PUT"),
    ("{base}/api/v1/connectedServerUrl", "GET"),
    ("{base}/api/v3/oauth/token", "POST"),
    ("{base}/api/v4/user/view", "GET"),
    ("{base}/api/v38/legal-hold-policy/list", "GET"),
    ("{base}/api/v1/case", "GET"),
    ("{base}/svc/api/v2/user/create", "POST"),
    ("{base}/forensic-search/queryservice/api/v2/fileevent", "POST"),
    ("{base}/rpc/search/search-audit-log", "POST"),
    ("https://api.us.code42.com/v1/users", "GET"),
    ("https://api.us.code42.com/v1/users/{id}", "GET"),
    ("{base}/v1/alerts/query-alerts", "GET"),
    ("{base}/v1/alerts/query-alerts/more", "POST"),
    ("{base}/v1/alerts/{operation}", "GET"),
    ("{base}/v1/{family}/query-alerts", "POST"),
    ("{base}/v1/{family}", "POST"),
    ("https://support.code42.com/User", "GET"),
    ("{base}/v2/watchlists", "GET"),
    ("{base}/User", "GET"),
    ("/User", "GET"),
    ("User", ""),
    ("/Computer", ""),
    ("https://example.atlassian.net/api/user", "GET"),
    ("{jira_url}/api/user", "GET"),
    ("{self.okta.base}/api/user", "GET"),
    ("{snipeItUrl}/api/user", "GET"),
    ("https://jira/api/user", "GET"),
    ("https://www.code42.com.evil.org/api/user", "GET"),
    ("{base}/api/{version}/User", "GET"),
    ("the /api/User call is gone", ""),
    ("{a}{b}", "GET"),
    ("user.py", ""),
]


@pytest.mark.parametrize(("url", "verb"), NOT_FOUND, ids=[f"{verb} {url}" for url, verb in NOT_FOUND])
def test_not_found(url: str, verb: str) -> None:
    source = f"code42 = requests.{verb.lower() or 'go'}({url!r})\n"
    assert codes(run(source, request_in(source, url, verb, client="requests" if verb else ""))) == []


@pytest.mark.parametrize(
    "url", ["{base}/api/user", "{base}/v1/devices/{id}", "{base}/v1/alerts/query-alerts", "/v1/watchlists"]
)
def test_common_paths_need_a_sign_of_code42(url: str) -> None:
    source = f"requests.get({url!r})\n"
    assert run(source, request_in(source, url, "")) == []
    signed = f"code42 = {source}"
    assert run(signed, request_in(signed, url, "")) != []
    noted = f"# code42\n{source}"
    assert run(noted, request_in(noted, url, "")) == []


def test_a_name_that_only_code42_has_needs_no_other_sign() -> None:
    source = "requests.put('{base}/api/v1/UserBlock/{id}')\n"
    [finding] = run(source, request_in(source, "{base}/api/v1/UserBlock/{id}", "PUT"))
    assert (finding.certainty, finding.product) == (Certainty.EXACT, "unknown")


def test_unknown_verb_gives_one_finding_that_names_the_others() -> None:
    source = "code42 = '/api/v1/UserBlock/{id}'\n"
    [finding] = run(source, request_in(source, "/api/v1/UserBlock/{id}", client=""))
    assert (finding.code, finding.certainty, finding.deprecated.method) == ("C42-301", Certainty.MAYBE, "")
    assert "c42-302" in finding.notes[0]


def test_unknown_verb_where_a_current_operation_may_be_meant() -> None:
    source = "code42 = '/v1/auth'; '/v1/users'\n"
    assert codes(run(source, request_in(source, "/v1/users", client=""))) == []
    assert codes(run(source, request_in(source, "/v1/auth", client=""))) == ["C42-202"]


def test_scope_of_another_vendor() -> None:
    source = "code42; requests.get('{self.base}/api/user')\n"
    request = request_in(source, "{self.base}/api/user", "GET", scope="JamfClient.users")
    assert run(source, request) == []


def test_crashplan_keeps_its_paths_but_not_the_old_shapes() -> None:
    host = "https://console.us1.crashplan.com"
    source = f"requests.put('{host}/api/v1/UserBlock/1'); requests.get('{host}/api/User')\n"
    found = run(
        source, request_in(source, f"{host}/api/v1/UserBlock/1", "PUT"), request_in(source, f"{host}/api/User", "GET")
    )
    assert [(f.code, f.product, f.certainty) for f in found] == [("C42-102", "crashplan", Certainty.MAYBE)]
    assert found[0].notes == ("CrashPlan still serves this shape",)
    assert [fix.applicability for fix in found[0].fixes] == ["safe"]


@pytest.mark.parametrize(
    ("url", "new"),
    [
        ("{base}/api/UserBlock/{id}", "{base}/api/v1/UserBlock/{id}"),
        ("{base}/console/api/userblock/{id}", "{base}/api/v1/UserBlock/{id}"),
        ("{base}/console/api/v1/UserBlock/{id}", "{base}/api/v1/UserBlock/{id}"),
        ("https://console.us.code42.com/api/user?active=true", "https://console.us.code42.com/api/v1/User?active=true"),
        ("{base}/api/v1/user/my", "{base}/api/v1/User/my"),
        ("{base}/app/api/v2/org", "{base}/api/v2/Org"),
        ("https://{h}/c42api/v3/auth/jwt?useBody=true", "https://{h}/api/v3/auth/jwt?useBody=true"),
        ("api/computer", "api/v1/Computer"),
        ("{base}/v1/watchlists", "{base}/v2/watchlists"),
        ("{base}/v1/watchlists/{id}", "{base}/v2/watchlists/{id}"),
    ],
)
def test_safe_fix(url: str, new: str) -> None:
    verb = "PUT" if "lock" in url else "GET"
    source = f"code42 = requests.{verb.lower()}({url!r}) # incydr\n"
    assert applied(source, run(source, request_in(source, url, verb)), "safe") == source.replace(url, new)


@pytest.mark.parametrize(
    ("url", "verb", "new"),
    [
        (HOST + "/api/UserDeactivation/{id}", "PUT", ("POST", "https://api.us.code42.com/v1/users/{id}/deactivate")),
        (HOST + "/api/v1/UserDeactivation/17", "PUT", ("POST", "https://api.us.code42.com/v1/users/17/deactivate")),
        (HOST + "/api/UserRole/{id}?a=b", "GET", ("GET", "https://api.us.code42.com/v1/users/{id}/roles?a=b")),
        (
            HOST + "/api/LegalHoldMembership?legalHoldUid={u}&active=true",
            "GET",
            ("GET", "https://api.us.code42.com/v1/legal-hold/matters/{u}/custodians?active=true"),
        ),
        ("{base}/v1/devices/{guid}", "GET", ("GET", "{base}/v1/agents/{guid}")),
    ],
)
def test_far_fix(url: str, verb: str, new: tuple[str, str]) -> None:
    source = f"code42 = requests.{verb.lower()}({url!r}) # incydr\n"
    wanted = source.replace(url, new[1]).replace(f".{verb.lower()}(", f".{new[0].lower()}(")
    assert applied(source, run(source, request_in(source, url, verb)), "unsafe") == wanted


@pytest.mark.parametrize(
    ("url", "verb"),
    [
        ("{base}/api/v1/UserDeactivation/{id}", "PUT"),  # the host is not known
        ("https://console.nowhere.code42.com/api/v1/UserDeactivation/1", "PUT"),  # nor its API host
        (HOST + "/api/v1/LegalHoldMembership?active=true", "GET"),  # nothing to fill the new path with
        ("{base}/v1/watchlists?user_id=3", "GET"),
        ("{base}/v1/watchlists{query}", "GET"),
        ("{base}/v1/watchlists?{query}", "GET"),
    ],
)
def test_no_fix(url: str, verb: str) -> None:
    source = f"code42 = requests.{verb.lower()}({url!r}) # incydr\n"
    [finding] = run(source, request_in(source, url, verb))
    assert finding.fixes == ()


GONE = "unsafe here: a new path does not bring back what was removed"
STORED = replace(
    rule(
        "C42-209",
        RequestMatch(("POST",), ("/api/v1/Computer",), except_hosts=("console.*",), except_note="gone from storage"),
    ),
    lifecycle=Lifecycle(removed=Milestone(date(2022, 9, 23), Basis.STATED, "notes")),
)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://storage.us.code42.com/api/Computer", [("C42-209", "exact", "unsafe", (GONE,))]),
        ("https://storage.us.code42.com/api/v1/Computer", [("C42-209", "exact", "", ())]),
        ("https://console.us.code42.com/api/Computer", [("C42-102", "exact", "unsafe", ("gone from storage", GONE))]),
        ("https://console.us.code42.com/api/v1/Computer", []),
        ("{code42}/api/v1/Computer", [("C42-209", "maybe", "", ())]),
    ],
)
def test_what_is_gone_from_some_hosts_only(url: str, found: list[tuple[str, str, str, tuple[str, ...]]]) -> None:
    source = f"requests.post('{url}')  # code42\n"
    made = run(source, request_in(source, url, "POST"), more=(STORED,))
    seen = [(f.code, str(f.certainty), f.fixes[0].applicability if f.fixes else "", f.notes) for f in made]
    assert seen == found
