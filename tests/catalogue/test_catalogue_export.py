"""Exports, calendars, the schema and the generated page."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from c42migrate.catalogue import current, docs
from c42migrate.catalogue.export import COLUMNS, FORMATS, export
from c42migrate.catalogue.ics import Event, calendar
from c42migrate.catalogue.load import load
from c42migrate.catalogue.schema import rules_schema, vocabulary_schema
from tests.catalogue.catalogue_examples import VOCABULARY, rule, rule_file, write

OTHER = "{kind: header, name: Authorization, values: ['a|b {}']}"
LATER = "end_of_life: {date: 2027-01-01, basis: stated, source: 'readme, \"py42\"; März'}"
RULES = [
    rule(more="tests: {found: [{code: a}], not_found: []}\n"),
    rule("C42-302", "other", "{kind: request, method: GET, paths: [/x]}"),
    rule("C42-201", "header", OTHER, "{status: live, method: POST, path: /v1/oauth, text: t}", lifecycle=LATER),
]


@pytest.fixture
def catalogue(tmp_path):
    return load([write(tmp_path / "r", *RULES)])


def test_fields_are_a_table_of_old_and_new_names():
    lines = {(row["where"], row["old"]): row for row in csv.DictReader(io.StringIO(export(current(), "fields")))}
    sent, read = lines["request", "fileName"], lines["response", "fileName"]
    assert (sent["new"], read["new"], sent["fit"]) == ("file.name", "file.name", "equal")
    assert (lines["response", "eventType"]["new"], lines["response", "eventType"]["fit"]) == ("event.action", "near")
    assert (lines["request", "exposure"]["new"], lines["request", "exposure"]["fit"]) == ("", "none")
    assert lines["request", "exposure"]["note"].startswith("nothing")


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"fields"}))
def test_every_format_names_every_rule(catalogue, form):
    text = export(catalogue, form)
    assert all(code in text.replace("\r\n ", "") for code in catalogue.rules)


def test_json_and_yaml_hold_the_same(catalogue):
    document = json.loads(export(catalogue, "json"))
    assert yaml.safe_load(export(catalogue, "yaml")) == document
    first = next(item for item in document["rules"] if item["code"] == "C42-301")
    assert first["match"] == {"kind": "request", "method": ["PUT"], "paths": ["/api/v1/UserBlock/{userId}"]}
    assert first["lifecycle"]["end_of_life"] == {"date": "2023-05-18", "basis": "policy", "source": "one year later"}
    assert first["tests"]["found"] == [{"code": "a", "kind": "python"}]


def test_csv_is_readable(catalogue):
    rows = list(csv.DictReader(io.StringIO(export(catalogue, "csv"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["code"] for row in rows] == ["C42-201", "C42-301", "C42-302"]
    assert rows[0]["replacement"] == "POST /v1/oauth"
    assert rows[1]["replacement"] == "nothing replaces it"


def test_markdown_escapes_bars(catalogue):
    lines = export(catalogue, "markdown").splitlines()[1:]
    assert all(line.replace("\\|", "").count("|") == lines[0].count("|") for line in lines)


def test_one_event_per_date(catalogue):
    parsed = Calendar.from_ical(export(catalogue, "ics"))
    events = parsed.walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [date(2023, 5, 18), date(2027, 1, 1)]
    assert len({str(event["UID"]) for event in events}) == 2
    assert str(events[0]["DESCRIPTION"]).count("\n") == 1
    assert "C42-201 header (stated): Authorization: a|b {}" in str(events[1]["DESCRIPTION"])


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


@given(texts, texts)
def test_calendars_can_be_read_back(title, text):
    raw = calendar("x", [Event("u@x", date(2026, 11, 23), title, text + "\n;,\\")], date(2026, 11, 23))
    assert raw.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["SUMMARY"]) == re.sub(":(?=:)", ": ", title)
    assert str(event["DESCRIPTION"]) == re.sub(":(?=:)", ": ", text) + "\n;,\\"


@pytest.mark.parametrize("before", range(50, 75))
def test_no_folded_line_is_a_command_of_github(before):
    raw = calendar(
        "x", [Event("u", date(2027, 1, 1), "é" * (before // 2) + "::error::x", "a" * before + ":::x")], date.min
    )
    assert not [line for line in raw.splitlines() if line.lstrip().startswith("::")]


def test_control_characters_cannot_break_out_of_a_line():
    raw = calendar("x", [Event("u", date.max, "a\r\nBEGIN:VEVENT\x00\x1b")], date.min)
    assert raw.count("\r\nBEGIN:VEVENT") == 1


def test_rule_files_follow_the_schema(tmp_path):
    schema = rules_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.load(rule_file(*RULES), Loader=yaml.BaseLoader), schema)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    summary:", "    sumary:"),
        ("confidence: documented", "confidence: sure"),
        ("kind: request", "kind: requst"),
        ("method: PUT", "method: put"),
        ("code: C42-301", "code: 42"),
        ("basis: policy", "basis: polcy"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old, new):
    broken = yaml.load(rule_file(rule()).replace(old, new, 1), Loader=yaml.BaseLoader)
    assert not jsonschema.Draft202012Validator(rules_schema()).is_valid(broken)


def test_the_vocabulary_follows_its_schema():
    schema = vocabulary_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(VOCABULARY), schema)
    assert not jsonschema.Draft202012Validator(schema).is_valid({"webapp": []})


def test_the_page_is_written_and_checked(tmp_path, capsys):
    directory = write(tmp_path / "r", *RULES)
    assert docs.main(["--check", str(directory)]) == 1
    assert docs.main([str(directory)]) == 0
    assert docs.main(["--check", str(directory)]) == 0
    text = (directory / "README.md").read_text(encoding="utf-8")
    assert "[C42-301](users.yaml)" in text
    assert json.loads((directory / "schema.json").read_text(encoding="utf-8")) == rules_schema()
    assert text.index("C42-301") < text.index("C42-201")
    (directory / "README.md").write_text(text + "x", encoding="utf-8")
    assert docs.main(["--check", str(directory)]) == 1
    assert "stale" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--cheque"], ["a", "b"]])
def test_wrong_arguments_of_the_page_writer(arguments):
    assert docs.main(arguments) == 2


def test_broken_rules_stop_the_page_writer(tmp_path: Path, capsys):
    assert docs.main([str(tmp_path)]) == 2
    assert "no rule files" in capsys.readouterr().err
