"""Whatever somebody pastes is answered on one screen, or said to be unknown; no password is repeated."""

from __future__ import annotations

import pytest

from tests.program import run

SCREEN = 50
"""Lines."""
SECRETS = ("hunter22", "aHVudGVyMjI6aHVudGVyMjI=", "s3cr3t-0f-m1ne", "424242")

PASTED = [
    # codes, names, families
    ("C42-303", ["UserDeactivation", "Before", "After", "https://"]),
    ("user-role-add", ["replaces all roles", "PUT /v1/users/{userId}/roles"]),
    ("users", ["C42-301", "C42-308", "C42-1001", "C42-862"]),
    ("legal-hold", ["C42-401", "C42-418"]),
    ("alerts", ["C42-651", "C42-855"]),
    ("# c42migrate: review[C42-303] the id is another one", ["C42-303"]),
    ("a.py:4:22: error[C42-102] url-shape-api-unversioned: GET /api/User is a path without a version", ["C42-102"]),
    ("C42-004", ["review", "counts as a finding"]),
    ("C42-001", ["ignore[C42-303]"]),
    ("fields", ["fileName", "file.name", "event.observer"]),
    # requests and URLs
    ("PUT /api/UserBlock/123", ["C42-301", "C42-102", "/api/v1/UserBlock/{id}"]),
    ("https://…/console/api/ActivityReport", ["C42-103", "/api/v1/ActivityReport"]),
    ("https://console.us.code42.com/console/api/Destination", ["C42-103", "/api/v1/Destination"]),
    ("/console/api/UserRole", ["C42-305", "C42-307"]),
    ("/api/connectedServerUrl", ["C42-102", "/api/v1/connectedServerUrl"]),
    ("/c42api/v3/auth/jwt?useBody=true", ["C42-202", "C42-106"]),
    ("POST https://api.us.code42.com/v1/file-events", ["C42-501", "POST /v2/file-events"]),
    ("/svc/api/v1/query-alerts", ["C42-651", "/v1/sessions"]),
    ("$BASE/api/Org", ["C42-351"]),
    ("GET /v1/actors/actor/search", ["current operation"]),
    ("GET /v1/actors/actor/123", ["C42-751", "/v1/actors/actor/id/{actorId}"]),
    ("https://console.us.code42.com/api/AuthToken/s3cr3t-0f-m1ne", ["C42-207", "C42-102"]),
    ("PUT https://console.us.code42.com/api/UserBlock/hunter22", ["C42-301", "C42-102"]),
    ("https://me:hunter22@console.us.code42.com/api/User", ["C42-102"]),
    # lines of scripts
    ("curl -u me:hunter22 https://console.us.code42.com/api/User", ["C42-102", "/api/v1/User"]),
    ("curl -u me:hunter22 -X PUT https://console.us.code42.com/api/UserBlock/7", ["C42-301"]),
    ("curl -u me:hunter22 https://console.us.code42.com/api/v1/User", ["GET /api/v1/User is a current operation"]),
    ("curl -X POST $HOST/v1/alerts/query-alerts -d @query.json", ["C42-651"]),
    ('curl -H "Authorization: v3_user_token s3cr3t-0f-m1ne" $C42/api/v1/User/my', ["C42-201", "Bearer"]),
    ("wget --user=me --password=hunter22 https://console.us.code42.com/api/v1/User/my", ["C42-206"]),
    ("Invoke-RestMethod -Uri https://console.us.code42.com/api/UserBlock/7 -Method Put -Credential $c", ["C42-301"]),
    ("$r = Invoke-WebRequest 'https://console.us.code42.com/console/api/v1/User'", ["C42-104"]),
    ('requests.get("https://console.us.code42.com/api/Org", auth=("me", "hunter22"))', ["C42-351"]),
    ('requests.put(base + "/api/UserDeactivation/7")', ["C42-303"]),
    ("import py42.sdk", ["C42-971", "2027-01-01"]),
    ("from py42.sdk.queries.fileevents.filters import FileName", ["C42-932", "file.Name"]),
    ("from code42cli.main import cli", ["C42-973"]),
    ("pip install code42cli", ["C42-972"]),
    ("py42.sdk.from_local_account('console.us.code42.com', 'me', 'hunter22')", ["C42-950"]),
    # headers and ways to log in
    ("Authorization: Basic aHVudGVyMjI6aHVudGVyMjI=", ["C42-203", "developer portal"]),
    ("Authorization: v3_user_token s3cr3t-0f-m1ne", ["C42-201"]),
    ("totp-auth: 424242", ["C42-205"]),
    ("www-authenticate", ["C42-206"]),
    ("WWW-Authenticate: Basic", ["C42-206", "removed"]),
    ("basic auth", ["C42-203"]),
    ('$headers = @{ Authorization = "Basic $enc" }', ["C42-203"]),
    ('session.auth = ("me", "hunter22")', ["C42-203"]),
    ('headers = {"Authorization": "v3_user_token " + token}', ["C42-201"]),
    ("v3_user_token", ["C42-201", "removed"]),
    ("login_token", ["C42-209"]),
    # bare resources
    ("UserBlock", ["C42-301", "C42-302"]),
    ("UserRole", ["C42-305", "C42-306", "C42-307"]),
    ("LegalHoldMembership", ["C42-408"]),
    ("AuthToken", ["C42-207", "removed"]),
    ('c42.get("/api/UserRole/7")', ["C42-306", "C42-307", "C42-102"]),
    ("Org", ["C42-351"]),
    ("PUT UserBlock", ["C42-301"]),
    ("departingemployee", ["C42-551", "C42-556"]),
    ("alerts/query-alerts", ["C42-651"]),
    # py42
    ("ExposureType.IS_PUBLIC", ["C42-931"]),
    ("FileEventQuery", ["C42-925"]),
    ("sdk.users.block", ["C42-1001", "2027-01-01", "nothing"]),
    ("sdk.users.deactivate", ["Before", "After", "client.users.v1.deactivate"]),
    ("sdk.users.get_all()", ["client.users.v1.iter_all"]),
    ("self.sdk.alerts.get_details(ids)", ["C42-977", "2026-02-28"]),
    ("py42.client.detectionlists.departing_employee.add", ["C42-910", "2023-08-04"]),
    ("sdk.watchlists.get_all", ["C42-949", "2026-02-28"]),
    ("sdk.legalhold.add_to_matter", ["C42-1006"]),
    # command lines
    ("code42 --version", ["C42-972"]),
    ("code42 users list", ["C42-862", "incydr users list", "inferred"]),
    ("code42 alerts search -b 3d -f json", ["C42-855", "2026-02-28", "incydr sessions search"]),
    ("code42 departing-employee add a@example.com", ["C42-851", "2023-08-04"]),
    ("code42 profile create -n p -s console.us.code42.com -u me --password hunter22", ["C42-867"]),
    ("incydr alerts search", ["C42-881", "sessions"]),
    # packages, hosts, fields
    ("py42==1.26.0", ["C42-970", "2027-01-01"]),
    ("code42cli", ["C42-972"]),
    ("api.prod.ffs.us2.code42.com", ["C42-121", "api.us2.code42.com"]),
    ("fileName", ["file.name"]),
    ("osHostName", ["source.name"]),
    ("lastLoginDate", ["C42-802", "removed"]),
    ("emailPromo", ["C42-801"]),
    ("file.categoryByBytes", ["file.category"]),
    ("event.extension.browser", ["process.extension.browser"]),
]

UNKNOWN = [
    "nonsense",
    "pycpg",
    "crashplan users list",
    "import pycpg.sdk",
    "import incydr",
    "import requests",
    "incydr users list",
    "incydr sessions search --start P1D",
    "client.users.v1.deactivate",
    "client.sessions.v1.get_session_details",
    "requests",
    "curl",
    "/",
    "/rest/api/2/issue",
    "/jira/api/UserRole",
    "/svc/api/UserRole",
    "/api/v1/widgets",
    "/api/widgets",
    "/v1/widgets",
    "/v3/users",
    "/api/v4/computers",
    "https://example.com",
    "https://example.com/x",
    "https://jira.example.com/rest/issue",
    "https://gitlab.example.com/api/v4/users",
    "https://grafana.example.com/api/org",
    "https://grafana.example.com/api/User",
    "https://crm.example.com/api/v1/user",
    "https://siem.example.com/v1/alerts/query-alerts",
    "https://vault.example.com/api/v3/auth/jwt",
    "GET https://example.com/v1/users",
    "POST https://example.com/v1/oauth",
    "PUT /api/v1/Widget/1",
    "GET /api/v1/UserBlock/12",
    "curl -u me:hunter22 https://example.com/x",
    "curl -u me:hunter22 https://gitlab.example.com/api/v4/users",
    "curl -H 'Authorization: Bearer s3cr3t-0f-m1ne' https://example.com/v1/users",
    "wget https://example.com/file.tgz",
    "Invoke-RestMethod https://example.com/api/things -Credential $c",
    "Get-ChildItem C:\\temp",
    "$headers = @{ Authorization = 'Bearer ' + $token }",
    'session.auth = HTTPDigestAuth("me", "hunter22")',
    "Connect-MgGraph -Scopes User.Read.All",
    'requests.get("https://api.github.com/user", auth=("me", "hunter22"))',
    'print("hello")',
    "x = 1",
    "for i in range(3): pass",
    "echo $HOME",
    "ls -la /tmp",
    "git clone https://github.com/x/y",
    "pip install requests",
    "pip install incydr",
    "Authorization: Bearer s3cr3t-0f-m1ne",
    "Authorization: Digest username=me",
    "Authorization: token ghp_s3cr3t",
    "X-Api-Key: s3cr3t-0f-m1ne",
    "Content-Type: application/json",
    "bearer",
    "oauth",
    "api.us.code42.com",
    "console.us.code42.com",
    "www.example.com",
    "totalCount",
    "userName",
    "event.action",
    "file.name",
    "departmentName",
]


def _answer(query: str) -> tuple[int, str, str]:
    return run("explain", "--as-of", "2026-11-30", query)


@pytest.mark.parametrize(("query", "words"), PASTED, ids=[query for query, _ in PASTED])
def test_what_is_pasted_is_answered(query: str, words: list[str]) -> None:
    status, out, err = _answer(query)
    assert (status, err) == (0, "")
    assert [word for word in words if word not in out] == []
    is_whole = query in {"fields", "C42-303", "user-role-add"}
    assert is_whole or out.count("\n") <= SCREEN
    assert all(len(line) <= 120 for line in out.splitlines())
    assert [secret for secret in SECRETS if secret in out] == []


def test_a_line_need_not_be_quoted() -> None:
    words = ["curl", "-su", "me:hunter22", "-X", "PUT", "https://console.us.code42.com/api/UserBlock/7"]
    status, out, err = run("explain", *words)
    assert (status, err) == (0, "")
    assert out.startswith("C42-301")
    assert "hunter22" not in out
    assert run("explain", "-H", "totp-auth: 424242")[1].startswith("C42-205")


@pytest.mark.parametrize("query", UNKNOWN)
def test_what_is_not_code42s_is_not_explained(query: str) -> None:
    status, out, err = _answer(query)
    assert (status, out) == (2, "")
    assert "no known deprecation" in err
    assert [secret for secret in SECRETS if secret in err] == []


def test_there_are_as_many_of_either() -> None:
    assert len(PASTED) >= 60
    assert len(UNKNOWN) >= 60
