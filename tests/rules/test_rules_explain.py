"""What ``explain`` and ``rules`` say about the built-in rules."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import icalendar
import pytest
import yaml

from c42migrate.catalogue import current, docs
from c42migrate.catalogue.explain import lookup
from c42migrate.catalogue.model import RequestMatch
from tests.program import run

QUESTIONS = [
    ("C42-303", {"C42-303"}),
    ("user-deactivate", {"C42-303"}),
    ("PUT /api/UserBlock/123", {"C42-301", "C42-102"}),
    ("DELETE /api/v1/UserBlock/123", {"C42-302"}),
    ("/console/api/UserRole", {"C42-305", "C42-306", "C42-307", "C42-103"}),
    ("https://console.us.code42.com/c42api/v3/auth/jwt?useBody=true", {"C42-202", "C42-106"}),
    ("v3_user_token", {"C42-201"}),
    ("Authorization: v3_user_token abc", {"C42-201"}),
    ("sdk.detectionlists.departing_employee.add", {"C42-910"}),
    ("py42.client.detectionlists.departing_employee.add", {"C42-910"}),
    ("code42 departing-employee add", {"C42-851"}),
    ("code42 departing-employee add --departure-date 2022-01-01 a@b.c", {"C42-851"}),
    ("lastLoginDate", {"C42-802"}),
    ("emailPromo", {"C42-801"}),
    ("file.categoryByBytes", {"C42-809"}),
    ("osHostName", {"C42-803", "C42-804"}),
    ("POST https://api.us.code42.com/v1/alerts/query-alerts", {"C42-651"}),
    ("/svc/api/v2/user/getbyid", {"C42-567"}),
    ("api.prod.ffs.us2.code42.com", {"C42-121"}),
    ("Authorization: Basic dXNlcjpwYXNz", {"C42-203"}),
    ("totp-auth: 123456", {"C42-205"}),
    ("WWW-Authenticate", {"C42-206"}),
    ("www-authenticate: Basic", {"C42-206"}),
    ("UserBlock", {"C42-301", "C42-302"}),
    ("LoginToken", {"C42-208"}),
    ("AuthToken", {"C42-207"}),
    ("userdeactivation", {"C42-303", "C42-304"}),
    ("py42", {"C42-970"}),
    ("pkg-code42-api-ruby", {"C42-900"}),
]


@pytest.mark.parametrize(("question", "codes"), QUESTIONS)
def test_explain_answers(question, codes):
    status, out, _ = run("explain", question)
    assert status == 0
    heads = {line.split()[0] for line in out.splitlines() if line.startswith("C42-")}
    assert heads == codes


@pytest.mark.parametrize("question", ["GET /v1/users", "POST https://api.us.code42.com/v1/oauth", "GET /v2/watchlists"])
def test_explain_knows_what_is_alive(question):
    status, out, _ = run("explain", question)
    assert status == 0
    assert "is a current operation" in out


def test_no_current_operation_is_said_to_have_ended():
    for operation in current().vocabulary.live:
        answer = lookup(" ".join(operation), current())
        assert [rule.code for rule in answer.rules if isinstance(rule.match, RequestMatch)] == [], operation
        assert operation in answer.live


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("C42-501", ["2022-05-20", "2023-05-20", "2026-02-28", "POST /v2/file-events"]),
        ("C42-303", ["2023-05-18", "policy", "POST /v1/users/{userId}/deactivate"]),
        ("C42-416", ["inferred"]),
        ("C42-551", ["2023-08-04", "C42-6"]),
        ("C42-970", ["2026-01-01", "2027-01-01"]),
    ],
)
def test_the_three_dates_are_kept_apart_and_what_is_inferred_is_said(code, said):
    _, out, _ = run("explain", code)
    assert [text for text in said if text not in out] == []


def test_every_inferred_rule_says_so():
    inferred = [code for code, rule in current().rules.items() if rule.confidence == "inferred"]
    assert [code for code in inferred if "inferred" not in run("explain", code)[1]] == []


def _exported(name: str, *words: str) -> str:
    status, out, err = run("rules", "--format", name, *words)
    assert (status, err) == (0, "")
    return out


def test_json_holds_every_rule():
    rules = json.loads(_exported("json"))["rules"]
    assert {rule["code"] for rule in rules} == set(current().rules)


def test_yaml_holds_every_rule():
    content = yaml.load(_exported("yaml"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert {rule["code"] for rule in content["rules"]} == set(current().rules)


def test_csv_has_a_line_for_every_rule():
    rows = list(csv.DictReader(io.StringIO(_exported("csv"), newline="")))
    assert [row["code"] for row in rows] == list(current().rules)
    row = next(row for row in rows if row["code"] == "C42-501")
    assert (row["announced"], row["end_of_life"]) == ("2022-05-20", "2026-02-28")


def test_markdown_has_a_row_for_every_rule():
    text = _exported("markdown")
    assert [code for code in current().rules if code not in text] == []


def test_a_calendar_can_read_one_event_for_each_end_of_life():
    calendar = icalendar.Calendar.from_ical(_exported("ics", "--as-of", "2010-01-01"))
    days = [event["DTSTART"].dt for event in calendar.walk("VEVENT")]
    lives = [rule.lifecycle for rule in current().rules.values()]
    marks = [[mark.date for mark in (life.end_of_life, life.removed) if mark] for life in lives]
    ends = {min(dates) for dates in marks if dates}
    assert set(days) == ends
    assert date(2027, 1, 1) in days
    assert len({str(event["UID"]) for event in calendar.walk("VEVENT")}) == len(days)
    to_come = icalendar.Calendar.from_ical(_exported("ics", "--as-of", "2026-11-30"))
    assert {event["DTSTART"].dt for event in to_come.walk("VEVENT")} == {
        day for day in ends if day >= date(2026, 11, 30)
    }
    assert all(len(event.walk("VALARM")) == 2 for event in to_come.walk("VEVENT"))


def test_rules_prints_its_date_and_warns_when_it_is_old():
    _, out, err = run("rules", "--as-of", str(current().verified_on))
    assert f"verified on {current().verified_on}" in out
    assert err == ""
    _, _, err = run("rules", "--as-of", str(current().verified_on + timedelta(days=282)))
    assert "282 days old" in err


@pytest.mark.parametrize(("days", "warns"), [(180, False), (181, True)])
def test_it_warns_from_the_181st_day(days, warns):
    day = current().verified_on + timedelta(days=days)
    assert ("days old" in run("rules", "users", "--as-of", str(day))[2]) is warns


def test_the_generated_page_is_fresh():
    assert docs.main(["--check"]) == 0, "run python -m c42migrate.catalogue.docs"
