"""Quoted lines show known words only: no way to write a secret is shown, and what a report is about stays readable."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from c42migrate import reports
from c42migrate.catalogue import current
from c42migrate.files.kinds import kind_of
from c42migrate.model import Related
from c42migrate.reports.diff import masked
from c42migrate.reports.masking import Mask, column_after, cover, python_names
from c42migrate.reports.merging import merge
from c42migrate.reports.quotes import Quotes
from c42migrate.reports.reading import load
from c42migrate.reports.terminal import Style
from c42migrate.reports.view import View
from tests.program import run
from tests.reports import outcomes

SECRET = "Zq7hunterX"
ENCODED = base64.b64encode(f"bob:{SECRET}".encode()).decode()
URL = "https://console.us.code42.com/api/UserDeactivation/1"
MASK = Mask(current())


def forms(name: str) -> list[tuple[str, str]]:
    """(file name, text) of each line of a table beside this file."""
    made, path = [], ""
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("== "):
            path = line.removeprefix("== ")
        else:
            made.append((path, line.replace("§", SECRET).replace("¤", ENCODED).replace("⏎", "\n")))
    return made


SECRETS = forms("secret_positions.txt")


def shown(text: str, path: str = "a.py") -> str:
    quotes = Quotes(MASK, path, text.encode("utf-8", "surrogateescape"))
    return "\n".join(quotes.line(number) for number in quotes.numbers)


def leaks(text: str) -> bool:
    return SECRET in text or ENCODED in text


def test_no_form_of_a_secret_is_shown() -> None:
    assert [text for _, text in SECRETS if not leaks(text)] == []
    assert [(path, text) for path, text in SECRETS if leaks(shown(text, path))] == []
    assert len(SECRETS) > 450


@pytest.mark.parametrize("path", ["a.py", "a.sh", "a.ps1", "a.js", "a.yml", "a.md", "a.ipynb"])
def test_whatever_it_begins_with(path: str) -> None:
    for start in ("", "$", "%", "/", "{", "<", "-", "--", "@", "#", "!", "pass", "api/", "https://"):
        words = f"{start}{SECRET}"
        for text in (f'p = "{words}"', f"curl -u 'bob:{words}' {URL}", f"# {words}", f"{words}@x"):
            if path != "a.py" or not text.endswith("@x"):
                assert SECRET not in shown(text, path), text


@pytest.mark.parametrize(
    "text",
    [
        f"'''\ncurl -u admin {SECRET} {URL}\n'''",
        f"x = 'never closed {SECRET}\nput({SECRET})",
        f"curl -u admin:{SECRET} {URL}",
        f"!curl -u admin:{SECRET} {URL}",
        f"def f(:\n  print {SECRET} `x` $",
        f"f'{{{{{SECRET}}}}}'",
        f"f\"{{'{SECRET}'}}\"",
        f"'{{{SECRET}}}'.format(1)",
    ],
)
def test_names_are_shown_only_where_python_has_them(text: str) -> None:
    assert SECRET not in shown(text)


def outcome(forms_: list[tuple[str, str]]) -> View:
    contents = {
        f"{number}{path[1:]}": f"{text} ; put('{URL}?key={SECRET}') # c42 {SECRET}\n{text}\n".encode()
        for number, (path, text) in enumerate(forms_)
    }
    made = outcomes.scan(contents)
    findings = tuple(
        replace(
            dated,
            suppressed=f"ticket {SECRET}" if number % 9 == 0 else "",
            finding=replace(
                dated.finding,
                deprecated=replace(dated.finding.deprecated, path=f"/api/UserDeactivation/{SECRET}"),
                notes=(f"the key '{SECRET}' is sent elsewhere", f"see /api/User/{SECRET}"),
                related=(Related(dated.finding.place, f'compared with "{SECRET}"'),),
            ),
        )
        for number, dated in enumerate(made.findings)
    )
    return View(replace(made, findings=findings, known=current))


@pytest.mark.parametrize("name", reports.FORMATS)
def test_no_output_shows_any_of_them(name: str, tmp_path: Path) -> None:
    view = outcome(SECRETS)
    view.with_source = True
    assert len(view.items) > len(SECRETS) // 2
    text = reports.render(name, view, Style())
    assert not leaks(text)
    assert name == "ics" or "UserDeactivation" in text or "user-deactivate" in text
    if name == "json":
        (tmp_path / "a.json").write_text(text)
        for again in ("html", "text", "json"):
            assert not leaks(reports.render(again, merge([("", load(tmp_path / "a.json"))], current()), Style()))


def test_no_diff_shows_any_of_them() -> None:
    before = {f"{n}{path[1:]}": f"{text}\n{URL}\n{text}\n".encode() for n, (path, text) in enumerate(SECRETS)}
    after = {path: data.replace(b"/api/", b"/api/v1/") for path, data in before.items()}
    sides = [{path: Quotes(MASK, path, data) for path, data in side.items()} for side in (before, after)]
    text = masked(*sides)
    assert not leaks(text)
    assert text.count("+https://console.us.code42.com/api/v1/UserDeactivation/1\n") == len(SECRETS)


def test_a_report_of_another_tool_is_masked_again(tmp_path: Path) -> None:
    report = json.loads(reports.render("json", outcome([("a.py", "x = 1")] * 2), Style()))
    item = report["findings"][0]
    item |= {"message": f"found '{SECRET}'", "source": [{"line": 1, "text": SECRET, "column": 1, "end_column": 3}]}
    item["notes"] = [f"key={SECRET}"]
    edit = {"path": "a.py", "start": 0, "end": 1, "text": f"'{SECRET}'"}
    item["fixes"] = [{"applicability": "safe", "description": "x", "edits": [edit], "diff": f"-{SECRET}"}]
    (tmp_path / "a.json").write_text(json.dumps(report))
    for name in reports.FORMATS:
        view = merge([("", load(tmp_path / "a.json"))], current())
        view.with_source = True
        assert not leaks(reports.render(name, view, Style())), name


FILES = {
    "a.py": f'import requests\np = "§"\nrequests.put("{URL}", auth=("bob", p), headers={{"totp-auth": "§"}})  # §\n',
    "a.sh": f'curl -ubob:§ -X PUT {URL} --data \'{{"password":"§"}}\'\n',
    "a.ps1": f'Invoke-RestMethod -Method Put -Uri "{URL}" -Headers @{{Authorization = "v3_user_token §"}}\n',
    "a.yml": f'steps:\n  - uri: {{url: "{URL}", method: PUT, url_password: §}}\n',
}
RUNS = (
    ["check"],
    ["check", "--diff"],
    ["check", "--diff", "--unsafe-fixes"],
    ["fix", "--diff", "--annotate"],
    ["report"],
)


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_no_command_shows_one(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text.replace("§", SECRET), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run(*arguments, ".")
    assert done.code in {0, 1}, done.err
    assert "UserDeactivation" in done.out or "user-deactivate" in done.out
    assert not leaks(done.out + done.err)


def test_explain_does_not_echo_one() -> None:
    done = run("explain", f"https://bob:{SECRET}@x.example.com/api/Nothing?key={SECRET}")
    assert SECRET not in done.out + done.err


MUST_SHOW = {
    'requests.put(f"{base}/api/UserDeactivation/{uid}", json=payload)': None,
    'self._session.put(f"{self.host}/api/v1/UserBlock/{user_id}")': None,
    'url = "https://console.us.code42.com:4285/api/User"': None,
    'headers = {"Authorization": "v3_user_token " + token}': None,
    "py42.sdk.from_local_account(host, user, password)": None,
    'auth = (os.environ["C42_USER"], read("/etc/pw"))': 'auth = (os.environ["…"], read("/…"))',
    'requests.get(url, auth=("admin", "x1"))': 'requests.get(url, auth=("…", "…"))',
}
MUST_SHOW_ELSEWHERE = {
    'curl -X PUT "https://console.us.code42.com/api/UserBlock/1"': None,
    'curl -s -H "Authorization: Bearer $TOKEN" "$BASE/api/v1/UserDeactivation/$ID"': 'curl -s -H "Authorization: Bearer $TOKEN" "$BASE/api/v1/UserDeactivation/$ID"',
    'Invoke-RestMethod -Method Put -Uri "https://on.prem.example:4285/api/UserBlock"': None,
    "code42 security-data search": None,
    'fetch("https://console.us.code42.com/api/User/123456?key=abc")': 'fetch("https://console.us.code42.com/api/User/…?key=…")',
    "curl https://bob:pw@console.us.code42.com/api/User": "curl https://….us.code42.com/api/User",
}


@pytest.mark.parametrize(("text", "wanted"), MUST_SHOW.items())
def test_python_stays_readable(text: str, wanted: str | None) -> None:
    assert shown(text) == (wanted or text)


@pytest.mark.parametrize(("text", "wanted"), MUST_SHOW_ELSEWHERE.items())
def test_other_languages_stay_readable(text: str, wanted: str | None) -> None:
    assert shown(text, "a.sh") == (wanted or text)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/api/v1/UserBlock/{userId}", "/api/v1/UserBlock/{userId}"),
        ("/api/User/1100", "/api/User/{id}"),
        ("/api/user/{}", "/api/user/{id}"),
        ("py42.client.users.block", "py42.client.users.block"),
        ("/v1/oauth?grant_type=client_credentials", "/v1/oauth"),
        ("/api/User/hunter2?token=s3cret-word&pgNum=1", "/api/User/{id}"),
        ("/api/User?q=a/s3cret-word", "/api/User"),
    ],
)
def test_paths(path: str, wanted: str) -> None:
    assert MASK.path(path) == wanted


def test_every_rule_shows_its_own_operation() -> None:
    for rule in current().rules.values():
        for path in getattr(rule.match, "paths", ()):
            assert MASK.path(path) == path
            assert MASK.line(path) == path.replace("/{}", "/{}")


def test_fixes_with_a_text_of_the_source_are_left_out() -> None:
    assert MASK.shows("/api/v1/UserBlock", "a.sh", frozenset())
    assert MASK.shows("client.users.deactivate(user_id)", "a.py", frozenset({"client", "user_id"}))
    assert not MASK.shows(f'client.users.deactivate("{SECRET}")', "a.py", frozenset({SECRET}))
    assert not MASK.shows(f"--password {SECRET}", "a.sh", frozenset())


def test_columns_follow_the_mask() -> None:
    text = 'p="abcdefgh"; put("/api")'
    spans = MASK.hidden(text)
    assert cover(text, spans)[column_after(text.index("/api"), spans) :].startswith("/api")
    assert column_after(text.index("cdef"), spans) == cover(text, spans).index("…")


@pytest.mark.parametrize(
    "repeated", ["password token ", "<password>", '"key":"x1",', "-u a:", "é", "{", "\\", "https://"]
)
def test_grows_with_the_text(repeated: str) -> None:
    """A line of 200 kB is masked at the speed of a short one: the test's time limit is the whole suite's."""
    assert len(shown(repeated * (200_000 // len(repeated)), "a.sh")) > 0


def lines_of(text: str) -> Iterator[str]:
    names = python_names(text)
    for number, line in enumerate(text.splitlines(), 1):
        yield from (line[a:b] for a, b in names.get(number, ()))


def test_names_of_python() -> None:
    assert list(lines_of('a.b(c=f"{d.e}/x{{g}}")  # h\n')) == ["a", "b", "c", "d.e"]
    assert kind_of("a.py") == "python"
