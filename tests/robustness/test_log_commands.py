"""What a terminal or a CI system would obey never leaves the tool, whatever it stands in and wherever it goes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from c42migrate import reports
from c42migrate.reports import endings, plan_forms
from c42migrate.reports.terminal import Style, harmless, plain
from tests import program

PAYLOADS = {
    "Azure: variable": "##vso[task.setvariable variable=PATH]/evil",
    "Azure: upload": "x ##vso[task.uploadfile]/etc/passwd",
    "Azure: one line": "##[error]no such thing",
    "Azure: three signs": "###vso[task.complete result=Failed]done",
    "Azure: hidden sign": "#\u200d#vso[task.complete]",
    "Azure: soft hyphen": "##v\xadso[task.complete]",
    "TeamCity": "##teamcity[buildStatus status='FAILURE']",
    "GitHub: error": "::error file=a.py,line=1::forged",
    "GitHub: set-output": "::set-output name=x::y",
    "GitHub: stop-commands": "::stop-commands::token",
    "GitHub: add-mask": "::add-mask::e",
    "GitHub: after blanks": " \t ::warning::forged",
    "GitHub: after an odd blank": "\u3000::warning::forged",
    "GitHub: hidden colon": ":\u200b:warning::forged",
    "GitHub: first edition": "##[set-env name=PATH]/evil",
    "line feed, command": "a\n::error::forged",
    "return, command": "a\r::error::forged",
    "return and line feed": "a\r\n##vso[task.complete]",
    "separator": "a\u2028::error::forged",
    "next line": "a\x85::error::forged",
    "GitLab: section": "section_start:1560896352:evil\r\x1b[0Kevil",
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;title\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "C1": "\x9b31mred",
    "backspaces": "rm\b\b",
    "form feed": "a\x0cb",
    "Azure: capitals": "##VSO[Task.Complete result=Succeeded]",
    "Azure: group": "##[group]forged",
    "Azure: after a quote": "'##vso[task.logissue type=error]forged",
    "Azure: after a bracket": "]##vso[task.prependpath]/evil",
    "GitHub: group": "::group::forged",
    "GitHub: end of group": "::endgroup::",
    "GitHub: save-state": "::save-state name=isPost::true",
    "GitHub: echo": "::echo::on",
    "GitHub: add-path": "::add-path::/evil",
    "GitHub: mark before": "\ufeff::error::forged",
    "GitHub: joiner before": "\u200d::debug::forged",
    "GitHub: blank of no width": "\u2060::notice::forged",
    "vertical tab, command": "a\x0b::error::forged",
    "file separator, command": "a\x1c##vso[task.complete]",
    "group separator, command": "a\x1d::error::forged",
    "record separator, command": "a\x1e::error::forged",
    "paragraph": "a\u2029::error::forged",
    "Jenkins: hidden note": "\x1b[8mha:AAAA\x1b[0mnote",
    "clears the screen": "\x1bc",
    "DCS": "\x90q\x9c",
    "NUL-like": "a\x01b",
    "delete": "a\x7fb",
    "isolates": "a\u2066\u202d\u2069b",
    "marks of direction": "a\u200f\u200eb",
    "right to left": "a\u202eb\u2066c\u061cd",
}
FORMATS = [name for name in reports.FORMATS if name != "html"]
SCRIPT = 'import requests\nX = "{}"\nrequests.put("https://console.us.code42.com/api/UserDeactivation/1")  # {}\n'
SDK = "import py42.sdk\nsdk = py42.sdk.from_local_account(a, b, c)\nsdk.users.block(1)  # {}\n"
RULE = """\
- code: MINE-{number}
  name: mine-{number}
  summary: {text}
  match: {{kind: request, method: GET, paths: ['/api/v1/Mine{number}']}}
  end_of_life: {{date: 2024-01-01, basis: stated, source: {text}}}
  replacement: {{status: none, text: {text}}}
  fix: {{applicability: manual, reason: {text}}}
  confidence: documented
  steps: [{text}]
  notes: [{text}]
  sources: [{text}]
  changes: [{text}]
"""
_UNSEEN = re.compile("[\xad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def obeyed(data: bytes, *, github: bool = False) -> Iterator[str]:
    """The lines of an output that would be obeyed by somebody; ``github``: its own annotations are left out."""
    for line in re.split(r"\r?\n", data.decode()):
        bare = _UNSEEN.sub("", line)
        ours = github and re.match(r"::(?:error|warning|notice) file=[^:]*,title=[^:]*::", line)
        if _FORBIDDEN.search(line) or re.search(r"##[\w.-]*\[", bare) or (bare.lstrip().startswith("::") and not ours):
            yield line


def in_name(payload: str) -> str:
    return payload.replace("/", "|")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scripts with every payload in their names and lines, own rules, and a report that says it all again."""
    tree = tmp_path_factory.mktemp("tree")
    (tree / "rules").mkdir()
    for number, payload in enumerate(PAYLOADS.values()):
        code = payload.replace("\n", " ").replace("\r", " ")
        used = f'requests.get("https://console.us.code42.com/api/v1/Mine{number}")\n'
        (tree / f"{in_name(payload)}.py").write_text(SCRIPT.format(code, code) + used, newline="")
        (tree / f"sdk{number}.py").write_text(SDK.format(code), newline="")
        (tree / f"{number}.sh").write_text(
            f"# {payload}\ncurl -X PUT https://console.us.code42.com/api/User/1 # {code}\n"
        )
    rules = (RULE.format(number=100 + n, text=json.dumps(text)) for n, text in enumerate(PAYLOADS.values()))
    (tree / "rules" / "mine.yaml").write_text("family: mine\nverified_on: 2026-01-01\nrules:\n" + "".join(rules))
    return tree


Run = Callable[..., tuple[int, bytes, bytes]]


@pytest.fixture
def run(tree: Path) -> Run:
    def call(*words: str) -> tuple[int, bytes, bytes]:
        done = program.run(*words, cwd=tree)
        return done.code, done.out.encode(), done.err.encode()

    return call


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_would_be_obeyed_and_is_shown_as_escapes(name: str) -> None:
    payload = PAYLOADS[name]
    assert list(obeyed(payload.encode())), "the test itself sees it"
    assert list(obeyed(harmless(plain(payload)).encode())) == []
    assert list(obeyed("\n".join(harmless(line) for line in payload.split("\n")).encode())) == []
    painted = Style(colour=True)(payload, "bold")
    assert list(obeyed(re.sub(r"\x1b\[[01]m", "", harmless(painted, styled=True)).encode())) == []


@pytest.mark.parametrize(
    "line",
    [
        "", "plain", "a\tb", "# a comment", "## a title", "### [link](x)", "## [link](x)", "std::string", "a ::= b",
        "naïve 漢字 👩\u200d💻", "list[0] #1", "end\r", "#!/bin/sh", "x[#] ## y", "a: :b", "¡hola!", "\xa0x",
    ],
)  # fmt: skip
def test_what_nobody_obeys_stays_as_it_is(line: str) -> None:
    assert harmless(line) == line
    assert plain(line.removesuffix("\r").replace("\t", " ")) == line.removesuffix("\r").replace("\t", " ")


@pytest.mark.parametrize("name", reports.FORMATS)
def test_check(name: str, run: Run) -> None:
    code, out, err = run("check", "-f", name, "--rules", "rules", "--statistics", ".")
    assert code == 1
    assert out.count(b"\n") > (len(PAYLOADS) if name not in {"ics", "html"} else 1)
    assert list(obeyed(out, github=name == "github")) == []
    assert list(obeyed(err)) == []


@pytest.mark.parametrize("name", reports.FORMATS)
def test_a_file_says_what_standard_output_says(name: str, run: Run, tmp_path: Path) -> None:
    _, out, _ = run("check", "-f", name, ".")
    run("check", "-o", f"{name}={tmp_path / 'report'}", ".")
    assert (tmp_path / "report").read_bytes() == out


def test_documents_stay_documents_and_say_what_they_said(run: Run) -> None:
    names = {f"{in_name(payload)}.py" for payload in PAYLOADS.values()}
    for name in ("json", "gitlab", "sarif"):
        found = json.loads(run("check", "-f", name, ".")[1])
        if name == "json":
            assert {finding["path"] for finding in found["findings"]} >= names
        if name == "gitlab":
            assert {issue["location"]["path"] for issue in found} >= names
    ElementTree.fromstring(run("check", "-f", "junit", ".")[1])
    header, *rows = csv.reader(io.StringIO(run("check", "-f", "csv", ".")[1].decode(), newline=""))
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.parametrize("name", endings.FORMATS)
@pytest.mark.parametrize("by", ["date", "rule", "file"])
def test_report(name: str, by: str, run: Run) -> None:
    code, out, err = run("report", "-f", name, "--by", by, "--rules", "rules", ".")
    assert code == 0
    assert list(obeyed(out + err)) == []


@pytest.mark.parametrize("name", plan_forms.FORMATS)
def test_plan(name: str, run: Run) -> None:
    assert list(obeyed(run("plan", "-f", name, ".")[1])) == []


@pytest.mark.parametrize("name", ["text", "json", "yaml", "csv", "ics", "markdown"])
def test_rules(name: str, run: Run) -> None:
    code, out, err = run("rules", "-f", name, "--rules", "rules", "--as-of", "2010-01-01")
    assert code == 0
    assert b"MINE-100" in out
    assert list(obeyed(out + err)) == []


def test_explain(run: Run) -> None:
    for number in range(len(PAYLOADS)):
        code, out, err = run("explain", f"MINE-{100 + number}", "--rules", "rules")
        assert code == 0
        assert list(obeyed(out + err)) == []


@pytest.mark.parametrize("words", [["check", "--diff"], ["fix", "--diff", "--unsafe-fixes"]])
def test_diff(words: list[str], run: Run) -> None:
    code, out, err = run(*words, ".")
    assert code == 1
    assert len(re.findall(rb"^\+requests\.(?:put|post)", out, re.MULTILINE)) >= len(PAYLOADS) - 1
    assert list(obeyed(out + err)) == []


def _poisoned(value: object, payload: str) -> object:
    """A report whose free texts all hold the payload."""
    free = {
        "message",
        "name",
        "family",
        "text",
        "description",
        "path",
        "product",
        "method",
        "fingerprint",
        "diff",
    }
    if isinstance(value, dict):
        return {
            key: payload if key in free and isinstance(item, str) else _poisoned(item, payload)
            for key, item in value.items()
        }
    return [_poisoned(item, payload) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def merged(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    """A report for each payload, full of it."""
    folder = tmp_path_factory.mktemp("merged")
    one = {
        "schema": "c42migrate/1",
        "tool": {"name": "c42migrate", "version": "1"},
        "catalogue": {"version": "x", "verified_on": "2026-01-01"},
        "as_of": "2026-11-23",
        "summary": {"files": 1, "kinds": {}},
        "findings": [
            {
                "code": "C42-303", "name": "n", "family": "f", "severity": "error", "status": "ended", "path": "p",
                "line": 1, "column": 1, "end_line": 1, "end_column": 2, "message": "m", "certainty": "exact",
                "product": "incydr", "deprecated": {"method": "PUT", "path": "/x"},
                "replacement": {"method": "POST", "path": "/y", "text": "t"}, "chain": ["x"], "announced": None,
                "end_of_life": "2023-05-18", "basis": "stated", "days_left": -1, "fingerprint": "1", "notes": ["n"],
                "related": [{"path": "q", "line": 1, "column": 1, "message": "m"}],
                "fixes": [{"applicability": "safe", "description": "d", "edits": [], "diff": "d"}],
                "source": [{"line": 1, "text": "t", "column": 1, "end_column": 2}],
            }
        ],
        "errors": [{"path": "e", "kind": "read", "message": "m"}],
    }  # fmt: skip
    files = []
    for number, payload in enumerate(PAYLOADS.values()):
        document = _poisoned(one, payload)
        assert isinstance(document, dict)
        found = document["findings"][0]
        found |= {"chain": [payload], "basis": payload, "notes": [payload]}
        document["summary"]["kinds"] = {payload: {payload: 1, "parsed": 1}}
        document["catalogue"]["version"] = payload
        (folder / f"{number}.json").write_text(json.dumps(document))
        files.append(str(folder / f"{number}.json"))
    return files


@pytest.mark.parametrize("name", reports.FORMATS)
def test_merge(name: str, run: Run, merged: Sequence[str]) -> None:
    code, out, err = run("merge", *merged, "-f", name, "--with-source")
    assert code == 1
    assert list(obeyed(out, github=name == "github")) == []
    assert list(obeyed(err)) == []


def test_a_report_with_a_payload_for_a_code_is_refused(run: Run, tmp_path: Path) -> None:
    for number, payload in enumerate(PAYLOADS.values()):
        (tmp_path / "r.json").write_text(json.dumps({"schema": "c42migrate/1", "findings": [{"code": payload}]}))
        code, out, err = run("merge", str(tmp_path / "r.json"))
        assert (code, out) == (2, b""), number
        assert list(obeyed(err)) == []


def _settings(text: str) -> Callable[[str, Path], list[str]]:
    """A run with a configuration; ``text`` has ``%s`` where the payload goes as a string of TOML."""

    def words(payload: str, folder: Path) -> list[str]:
        (folder / "c.toml").write_text(text.replace("%s", json.dumps(payload)))
        (folder / "a.py").write_text("")
        return ["check", "--config", str(folder / "c.toml"), str(folder / "a.py")]

    return words


def _file(name: str, text: str, *words: str) -> Callable[[str, Path], list[str]]:
    """A run that reads a file; ``FILE`` among the words is the file, ``%s`` in its text the payload in quotes."""

    def made(payload: str, folder: Path) -> list[str]:
        (folder / name).write_text(text.replace("%s", json.dumps(payload)))
        return [word.replace("FILE", str(folder / name)).replace("DIR", str(folder)) for word in words]

    return made


MESSAGES: dict[str, Callable[[str, Path], list[str]]] = {
    "a path": lambda payload, _: ["check", payload],
    "a path, whole way": lambda payload, _: ["check", "--strict", payload, "--statistics"],
    "an option": lambda payload, _: ["check", f"--{payload}"],
    "a command": lambda payload, _: [payload],
    "a format": lambda payload, _: ["check", "-f", payload, "."],
    "a date": lambda payload, _: ["check", "--as-of", payload, "."],
    "a number": lambda payload, _: ["check", "--jobs", payload, "."],
    "a code": lambda payload, _: ["check", "--select", payload, "1.sh"],
    "a kind": lambda payload, _: ["check", "--kind", payload, "1.sh"],
    "a question": lambda payload, _: ["explain", payload],
    "a family": lambda payload, _: ["rules", payload],
    "a label": lambda payload, _: ["merge", "absent.json", "--label", payload],
    "a report that is absent": lambda payload, _: ["merge", payload],
    "a baseline that is absent": lambda payload, _: ["check", "--baseline", payload, "1.sh"],
    "a folder of a report": lambda payload, _: ["check", "-o", f"absent/{payload}", "1.sh"],
    "a setting": _settings("%s = 1\n"),
    "a value": _settings("select = [%s]\n"),
    "a format in the settings": _settings("format = %s\n"),
    "a path in the settings": _settings("rules = [%s]\n"),
    "a table in the settings": _settings("[severity]\n%s = 'odd'\n"),
    "settings that are no TOML": _settings("= %s\n"),
    "settings shown": _file("c.toml", "hosts = [%s]\n[severity]\n%s = 'note'\n", "config", "show", "--config", "FILE"),
    "a rule": _file("r.yaml", "- code: %s\n", "check", "--rules", "DIR", "1.sh"),
    "a rule's key": _file("r.yaml", "- {code: MINE-1, %s: 1}\n", "validate-rules", "DIR"),
    "a rule file that is no YAML": _file("r.yaml", "- {%s\n", "rules", "--rules", "DIR"),
    "a report": _file("r.json", '{"schema": %s}', "merge", "FILE"),
    "a report's key": _file(
        "r.json", '{"schema": "c42migrate/1", "as_of": %s, "catalogue": {}, "summary": {%s: %s}}', "merge", "FILE"
    ),
    "a report that is no JSON": _file("r.json", "[%s", "check", "--trend", "FILE", "1.sh"),
    "a baseline": _file("b.json", '{"schema": %s}', "check", "--baseline", "FILE", "1.sh"),
    "a baseline shown": _file(
        "b.json",
        '{"schema": "c42migrate-baseline/1", "entries": [{"path": %s, "code": %s, "fingerprint": %s, "content": %s}]}',
        "baseline", "show", "--baseline", "FILE",
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", MESSAGES)
def test_messages(place: str, run: Run, tmp_path: Path) -> None:
    """One sink says all messages: each place with a share of the payloads, each payload at several places."""
    for payload in list(PAYLOADS.values())[list(MESSAGES).index(place) % 5 :: 5]:
        code, out, err = run(*MESSAGES[place](payload, tmp_path))
        assert code in {0, 1, 2}
        assert out + err
        assert list(obeyed(out + err)) == [], payload
