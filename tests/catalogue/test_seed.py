"""The release notes of January to October 2022, line by line, as requests, curl and PowerShell write them.

``tests/data/seed.csv`` was written from the notes and the fact sheet, not from the rules: what each line is reported
as, its dates and their basis, what replaces it today, and the fixes that are offered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.model import Rule
from c42migrate.model import Dated
from tests import checking

OPERATIONS = checking.table("seed.csv")
SCRIPTS = {
    "a.py": "import requests\n\ndef call({names}headers):\n    return requests.{verb}(f'{url}', headers=headers)\n",
    "a.sh": 'curl -X {VERB} -H "Authorization: Bearer $TOKEN" "{dollars}"\n',
    "a.ps1": 'Invoke-RestMethod -Method {VERB} -Headers $headers -Uri "{dollars}"\n',
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the rule it is of."""

    rule: Rule
    dated: Dated


def check(text: str, name: str) -> list[Found]:
    """The findings in a text, with their rules."""
    return [Found(current().rules[one.finding.code], one) for one in checking.check(text, name).findings]


def replaced_by(found: Found) -> str:
    """Verb and path of what is left to use today, or ``none``."""
    terminal = current().chains[found.rule.code].terminal
    return f"{terminal.method} {terminal.path}".strip() or str(terminal.status)


def _script(name: str, line: str) -> str:
    verb, url = line.split()
    names = "".join(f"{one}, " for one in re.findall(r"\{(\w+)\}", url))
    dollars = re.sub(r"\{(\w+)\}", r"$\1", url)
    return SCRIPTS[name].format(names=names, verb=verb.lower(), VERB=verb, url=url, dollars=dollars)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_line_of_the_notes(name: str) -> None:
    wrong = {
        row["line"]: told
        for row in OPERATIONS
        if (told := _told(check(_script(name, row["line"]), name))) != _noted(row)
    }
    assert wrong == {}
    assert len(OPERATIONS) == 126


def _told(found: list[Found]) -> list[tuple[str, ...]]:
    return [
        (
            one.rule.name,
            str(one.rule.lifecycle.announced and one.rule.lifecycle.announced.date),
            str(one.dated.status),
            str(one.dated.end_of_life),
            str(one.dated.basis),
            replaced_by(one),
            ", ".join(str(fix.applicability) for fix in one.dated.finding.fixes),
        )
        for one in found
    ]


def _noted(row: dict[str, str]) -> list[tuple[str, ...]]:
    return [tuple(row[key] for key in ("rule", "announced", "status", "ends", "basis", "replacement", "fixes"))]


CONSOLE = "https://console.us.code42.com"
API = "https://api.us.code42.com"
LOGINS = [
    # what is sent, as requests, as curl and as PowerShell, and what it is reported as
    (
        "auth-v3-user-token-scheme removed 2022-08-31 stated",
        f'requests.get("{CONSOLE}/api/v1/User/my", headers={{"Authorization": "v3_user_token " + token}})',
        f'curl -H "Authorization: v3_user_token $TOKEN" {CONSOLE}/api/v1/User/my',
        f'Invoke-RestMethod {CONSOLE}/api/v1/User/my -Headers @{{Authorization = "v3_user_token $token"}}',
    ),
    (
        "auth-basic-direct ended 2023-01-26 policy",
        f'requests.get("{API}/v1/users", auth=(user, password))',
        f'curl -u "$NAME:$WORD" {API}/v1/users',
        f'Invoke-RestMethod {API}/v1/users -Headers @{{Authorization = "Basic $pair"}}',
    ),
    (
        "auth-totp-header ended 2023-01-26 policy, auth-basic-to-v1-auth ended 2023-01-26 policy",
        f'requests.get("{API}/v1/auth", auth=(user, password), headers={{"totp-auth": code}})',
        f'curl -u "$NAME:$WORD" -H "totp-auth: $CODE" {API}/v1/auth',
        f'Invoke-RestMethod {API}/v1/auth -Headers @{{Authorization = "Basic $pair"; "totp-auth" = $code}}',
    ),
    (
        "auth-jwt-endpoint ended 2023-01-26 policy",
        f'requests.get("{CONSOLE}/c42api/v3/auth/jwt?useBody=true", auth=(user, password))',
        f'curl -u "$NAME:$WORD" "{CONSOLE}/c42api/v3/auth/jwt?useBody=true"',
        f'Invoke-RestMethod "{CONSOLE}/c42api/v3/auth/jwt?useBody=true" -Headers @{{Authorization = "Basic $pair"}}',
    ),
    (
        "auth-www-authenticate-header removed 2022-01-26 stated",
        f"opener.open('{CONSOLE}/api/v1/User/my')",
        f'wget --user="$NAME" --password="$WORD" {CONSOLE}/api/v1/User/my',
        f"Invoke-RestMethod {CONSOLE}/api/v1/User/my -Credential $credential",
    ),
    (
        "",  # the vendor keeps basic authentication for APIs that are not in the developer portal
        f'requests.get("{CONSOLE}/api/v1/User", auth=(user, password))',
        f'curl -u "$NAME:$WORD" {CONSOLE}/api/v1/User',
        f'Invoke-RestMethod {CONSOLE}/api/v1/User -Headers @{{Authorization = "Basic $pair"}}',
    ),
    (
        "",  # the recommended way
        f'requests.post("{API}/v1/oauth?grant_type=client_credentials", auth=(client_id, secret))',
        f'curl -X POST -u "$ID:$SECRET" "{API}/v1/oauth?grant_type=client_credentials"',
        f'Invoke-RestMethod -Method Post {API}/v1/oauth -Headers @{{Authorization = "Basic $pair"}}',
    ),
    (
        "field-user-lastlogindate removed 2022-02-17 stated",
        f'requests.get("{CONSOLE}/api/v1/User/7", headers=headers).json()["data"]["lastLoginDate"]',
    ),
    (
        "param-user-email-promo removed 2022-05-18 stated",
        f'requests.post("{CONSOLE}/api/v1/User", json={{"email": mail, "emailPromo": False}}, headers=headers)',
        f"""curl -X POST -H "Authorization: Bearer $T" {CONSOLE}/api/v1/User -d '{{"emailPromo": false}}'""",
        f"Invoke-RestMethod -Method Post {CONSOLE}/api/v1/User -Headers $h -Body '{{\"emailPromo\": false}}'",
    ),
]
_OPENER = """\
import urllib2
handler = urllib2.HTTPBasicAuthHandler()
handler.add_password(None, "https://console.us.code42.com", user, password)
opener = urllib2.build_opener(handler)
"""


@pytest.mark.parametrize(
    ("said", "name", "line"),
    [(said, name, line) for said, *lines in LOGINS for name, line in zip(SCRIPTS, lines, strict=False)],
)
def test_logins_and_fields_of_the_notes(said: str, name: str, line: str) -> None:
    start = _OPENER if "opener" in line else "import requests\n" if name == "a.py" else ""
    found = check(f"{start}{line}\n", name)
    told = [f"{one.rule.name} {one.dated.status} {one.dated.end_of_life} {one.dated.basis}" for one in found]
    assert sorted(told) == sorted(said.split(", ") if said else [])


@pytest.mark.parametrize("name", ["py42", "code42cli"])
def test_the_dates_of_one_report_do_not_contradict_each_other(name: str) -> None:
    """A call of a client never ends later than the operation it makes, nor later than its package."""
    script = (
        'import py42.sdk\nsdk = py42.sdk.from_local_account("console.us.code42.com", user, word)\n'
        'sdk.alerts.get_details("1")\nsdk.watchlists.get_all()\nsdk.userriskprofile.get_by_id("1")\n'
        'sdk.users.get_all()\nsdk.alerts.rules.get_all()\nimport requests\nAPI = "https://api.us.code42.com"\n'
        'requests.post(API + "/v1/alerts/query-details")\nrequests.get(API + "/v1/watchlists")\n'
        if name == "py42"
        else "pip install code42cli\ncode42 alerts search -b 3d\ncode42 watchlists list\ncode42 users list\n"
        'curl -X POST "https://api.us.code42.com/v1/alerts/query-alerts"\n'
        'curl "https://api.us.code42.com/v1/watchlists"\n'
    )
    ends = {one.rule.name: one.dated.end_of_life for one in check(script, "a.py" if name == "py42" else "a.sh")}
    package = ends.get("py42-import") or ends["pkg-code42cli"]
    assert package == date(2027, 1, 1)
    assert all(end and end <= package for end in ends.values())
    twins = [
        ("py42-alerts-details", "alert-query-details"),
        ("py42-watchlists", "wl-get-root"),
        ("cli-code42-alerts", "alert-query-alerts"),
        ("cli-code42-watchlists", "wl-get-root"),
    ]
    met = [(ends[mine], ends[server]) for mine, server in twins if mine in ends and server in ends]
    assert len(met) == 2
    assert all(mine == server for mine, server in met)
