"""No secret is shown: every form of ``secrets`` through every format, message, diff, explanation, baseline and merge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from c42migrate import reports
from c42migrate.lsp.analysis import Analysis
from c42migrate.reports import endings
from c42migrate.reports.words import one_line
from tests.program import run
from tests.robustness.secrets import Form, forms

FORMS = list(forms())
SECRET = re.compile(r"zQ\d{3}hun|hunTer")
QUIET = 20
"""So many forms may be without a finding (what is hidden in them is not even quoted)."""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("secrets")
    for form in FORMS:
        (tree / form.name).parent.mkdir(exist_ok=True)
        (tree / form.name).write_text(form.text)
    return tree


@pytest.fixture(autouse=True)
def _here(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)


def said(*words: str) -> str:
    """Everything that a command says."""
    done = run(*words)
    assert done.code in {0, 1}, done.err
    return done.out + done.err


def shown(text: str) -> set[str]:
    return set(SECRET.findall(text))


def test_there_are_many_and_they_are_near_findings(tree: Path, tmp_path: Path) -> None:
    assert len(FORMS) >= 250
    report = tmp_path / "r.json"
    said("check", "-o", f"json={report}", ".")
    found = {finding["path"] for finding in json.loads(report.read_text())["findings"]}
    assert len({form.name for form in FORMS} - found) <= QUIET


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """What is written (by the name of the output), and said."""
    outputs = [word for name in reports.FORMATS for word in ("-o", f"{name}={folder / name}")]
    yield "check", said("check", "--show-fixes", "--unsafe-fixes", "--with-source", "--statistics", *outputs, ".")
    yield from ((f"check: {name}", (folder / name).read_text()) for name in reports.FORMATS)
    yield "diff", said("check", "--diff", "--unsafe-fixes", ".")
    yield from ((f"report: {name}", said("report", "-f", name, ".")) for name in endings.FORMATS)
    yield from ((f"plan: {name}", said("plan", "-f", name, ".")) for name in ("text", "markdown", "html", "json"))
    merged = [word for name in reports.FORMATS for word in ("-o", f"{name}={folder / name}")]
    yield "merge", said("merge", str(folder / "json"), "--with-source", *merged)
    yield from ((f"merge: {name}", (folder / name).read_text()) for name in reports.FORMATS)
    yield "baseline create", said("baseline", "create", "--baseline", str(folder / "b.json"), ".")
    yield "baseline", (folder / "b.json").read_text()
    yield "baseline show", said("baseline", "show", "--baseline", str(folder / "b.json"))


def test_no_output_shows_one(tmp_path: Path) -> None:
    leaks = {name: sorted(shown(text))[:9] for name, text in everything(tmp_path) if shown(text)}
    assert leaks == {}


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.name.endswith((".py", ".sh"))][::2], ids=lambda form: form.name
)
def test_no_explanation_shows_one(form: Form) -> None:
    line = form.text.splitlines()[1]
    assert not shown("".join(run("explain", "--", line)[1:]))


@pytest.mark.parametrize("form", FORMS[::5], ids=lambda form: form.name)
def test_no_message_of_an_editor_shows_one(form: Form, tree: Path) -> None:
    found = Analysis(str(tree / form.name), form.text)
    for item in found.items:
        said = [one_line(item), found.explanation(item), *(related for _, related in item.related)]
        assert not shown("\n".join([*said, *(fix.description for fix in item.fixes)]))
