"""What findings say of dates and logins is true whatever the rule: a promise about the whole catalogue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from c42migrate import engine
from c42migrate.catalogue import current
from c42migrate.catalogue.dates import end_of_life, status
from c42migrate.catalogue.ends import client
from c42migrate.catalogue.model import Basis, CredentialMatch, RequirementMatch, Rule
from c42migrate.options import CheckOptions
from tests.checking import DAY as AS_OF
from tests.checking import findings

DAYS = [date(2019, 1, 1) + timedelta(days=61 * step) for step in range(60)] + [AS_OF, date(2027, 1, 1)]
RULES = list(current().rules.values())
CLIENTS = [rule for rule in RULES if client(rule)]


def test_no_inferred_date_makes_an_error() -> None:
    found = [(rule.code, day, status(rule, day)) for rule in RULES for day in DAYS]
    assert [one for one in found if one[2].severity == "error" and one[2].basis == "inferred"] == []


def test_no_policy_date_reads_removed() -> None:
    for rule in RULES:
        gone = rule.lifecycle.removed
        for one in (status(rule, day) for day in DAYS):
            if one.status == "removed":
                assert gone is not None, rule.code
                assert (one.end_of_life, one.removed, one.basis) == (gone.date, gone.date, gone.basis.value), rule.code
                assert gone.basis in {Basis.STATED, Basis.OBSERVED}, rule.code


def test_what_was_removed_says_when() -> None:
    standing = status(current().rules["C42-551"], AS_OF)
    assert standing == ("removed", "error", date(2023, 8, 4), "stated", standing.days_left, date(2023, 8, 4))


def _packages(rule: Rule) -> list[Rule]:
    found = [other for other in RULES if isinstance(other.match, RequirementMatch)]
    return [p for p in found if client(rule) in {*p.match.packages, *p.match.programs}]  # type: ignore[union-attr]


def test_a_call_of_a_client_never_ends_later_than_the_server_or_the_package() -> None:
    assert [rule.code for rule in CLIENTS if not _ends_in_time(rule)] == []


def _ends_in_time(rule: Rule) -> bool:
    others = [*_packages(rule), *(current().find(name) for name in rule.server)]
    ends = [end for other in others if other is not None and (end := end_of_life(other))]
    own = end_of_life(rule)
    if ends:
        first = min(ends, key=lambda mark: mark.date)
        if own is None or own.date > first.date or (own.date == first.date and own.basis is not first.basis):
            return False
    return not any(
        status(other, day).status == "removed" and status(rule, day).status != "removed"
        for other in others
        for day in (AS_OF, date(2027, 1, 1))
        if other
    )


@pytest.mark.parametrize("rule", [rule for rule in CLIENTS if rule.servers], ids=lambda rule: rule.code)
def test_a_single_call_ends_with_what_only_it_asks_for(rule: Rule) -> None:
    whole = end_of_life(rule)
    assert whole is not None
    for key, names in rule.servers.items():
        end = end_of_life(rule.of(f"x.{key}"))
        others = [end_of_life(other) for name in names if (other := current().find(name))]
        assert end is not None
        assert end.date == min([whole.date, *(other.date for other in others if other)]), key
        assert end.date < whole.date, key


def test_no_call_of_a_client_ends_by_analogy() -> None:
    ends = [(rule.code, end) for rule in CLIENTS if (end := end_of_life(rule)) and end.basis is Basis.INFERRED]
    assert [code for code, end in ends if "(C42-" not in end.source] == []


@pytest.mark.parametrize(
    ("name", "ends", "basis"),
    [
        ("py42-alerts", "2026-02-28", "stated"),
        ("py42-watchlists", "2026-02-28", "stated"),
        ("py42-fileeventquery-v1", "2026-02-28", "stated"),
        ("py42-savedsearches-get-v1", "2026-02-28", "stated"),
        ("py42-alert-rules", "2023-10-06", "policy"),
        ("py42-cases", "2027-01-01", "stated"),
        ("py42-auditlogs", "2027-01-01", "stated"),
        ("py42-from-local-account", "2023-01-26", "policy"),
        ("py42-from-jwt-provider", "2027-01-01", "stated"),
        ("py42-removed-orgs-get-by-name", "2020-06-30", "stated"),
        ("pkg-py42", "2027-01-01", "stated"),
        ("py42-import", "2027-01-01", "stated"),
        ("pkg-code42cli", "2027-01-01", "inferred"),
        ("cli-code42-users", "2027-01-01", "inferred"),
        ("cli-code42-alerts", "2026-02-28", "stated"),
        ("cli-departing-employee", "2023-08-04", "stated"),
        ("py42-detectionlists-get-user", "2023-08-04", "stated"),
        ("incydr-alerts", "2026-02-28", "stated"),
        ("incydr-devices-get-page", "2024-04-17", "policy"),
        ("cli-incydr-watchlists-add-user-options", None, ""),
    ],
)
def test_ends_of_clients(name: str, ends: str | None, basis: str) -> None:
    rule = current().find(name)
    assert rule is not None
    found = status(rule, AS_OF)
    assert (found.end_of_life, found.basis) == (date.fromisoformat(ends) if ends else None, basis)


@pytest.mark.parametrize(
    ("command", "ends", "basis"),
    [
        ("code42 users list", "2027-01-01", "inferred"),
        ("code42 users orgs list", "2023-05-18", "policy"),
        ("code42 users move --username a@example.com --org-id 7", "2023-05-18", "policy"),
        ("code42 users deactivate a@example.com", "2027-01-01", "inferred"),
        ("code42 users update-departure-date a@example.com 2026-12-31", "2025-03-14", "policy"),
        ("code42 users bulk update-risk-profile people.csv", "2025-03-14", "policy"),
        ("code42 users bulk add-alias people.csv", "2024-10-05", "policy"),
        ("code42 legal-hold add-user -m 1 -u a@example.com", "2027-01-01", "inferred"),
        ("code42 legal-hold list", "2023-09-22", "policy"),
        ("code42 legal-hold search-events", "2023-01-26", "policy"),
        ("code42 cases list", "2027-01-01", "inferred"),
        ("code42 alerts search -b 3d", "2026-02-28", "stated"),
    ],
)
def test_ends_of_single_commands(command: str, ends: str, basis: str) -> None:
    options = CheckOptions(("a.sh",), AS_OF, stdin=f"{command}\n".encode(), stdin_filename="a.sh", alone=True)
    (found,) = engine.check(options).findings
    assert (str(found.end_of_life), found.basis) == (ends, basis)
    assert found.severity == ("warning" if basis == "inferred" else "error")


CONSOLE = "https://console.us.code42.com"
PATHS = (
    "/api/v1/User",
    "/api/User",
    "/console/api/v1/Computer",
    "/api/v1/UserRole/7",
    "/api/v1/Org",
    "/api/v1/UserBlock/7",
    "/c42api/v3/auth/jwt?useBody=true",
    "/api/v3/auth/jwt",
    "/svc/api/v1/query-alerts",
    "/forensic-search/queryservice/api/v1/fileevent",
    "/api/v3/oauth/token",
)
SENDERS = {
    "python": 'import requests\nrequests.get("{url}", auth=("user", password))\n',
    "session": 'import requests\ns = requests.Session()\ns.auth = (user, password)\ns.post("{url}")\n',
    "header": 'import requests\nrequests.put("{url}", headers={{"Authorization": "Basic " + pair}})\n',
    "curl": 'curl -su "$USER:$PASS" "{url}"\n',
}


@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize("path", PATHS)
def test_no_basic_authentication_of_the_console_is_above_a_note(path: str, sender: str) -> None:
    found = findings(SENDERS[sender].format(url=CONSOLE + path), "script.sh" if sender == "curl" else "script.py")
    logins = {rule.code for rule in RULES if isinstance(rule.match, CredentialMatch)}
    loud = [one.code for one in found if one.code in logins and _severity(one.code) != "note"]
    assert loud == []


def _severity(code: str) -> str:
    return status(current().rules[code], AS_OF).severity
