"""Whose API it is: said where it matters, with what is known and what to do; and what a declaration would unlock."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from c42migrate import engine
from c42migrate.options import CheckOptions
from c42migrate.reports import render
from c42migrate.reports.closing import summary
from c42migrate.reports.terminal import Style
from c42migrate.reports.view import View
from c42migrate.reports.words import product

ON_PREMISES = 'curl -X PUT "https://backup.corp.local:4285/api/UserBlock/$1"\n'
NO_HOST = 'import requests\nrequests.put(f"{BASE}/api/UserBlock/{uid}", headers=h)\n'
ENV = 'import os, requests\nrequests.get(os.environ["C42_URL"] + "/api/User")\n'
CLOUD = 'import requests\nrequests.put("https://console.us.code42.com/api/UserBlock/" + uid)\n'
CRASHPLAN = 'import requests\nrequests.put("https://console.us1.crashplan.com/api/UserBlock/" + uid)\n'
PYCPG = "import pycpg.sdk\nimport requests\nrequests.put(f'https://{HOST}:4285/api/UserBlock/{uid}', headers=h)\n"
PY42 = "import py42.sdk\nsdk = py42.sdk.from_local_account(host, user, secret)\nsdk.users.block(1)\n"


def view_of(tmp_path: Path, name: str, text: str, said: str = "auto") -> View:
    (tmp_path / ".git").mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    return View(engine.check(CheckOptions((os.path.relpath(tmp_path / name),), date(2026, 11, 30), product=said)))


def said(view: View) -> set[str]:
    return {product(item) for item in view.items if item.dated.finding.product_evidence}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "a.sh",
            ON_PREMISES,
            (
                "unknown (the host backup.corp.local may be anyone's; port 4285 suggests on-premises). "
                'If this is Incydr: product = "incydr"'
            ),
        ),
        ("b.py", NO_HOST, 'unknown (no host in the text). If this is Incydr: product = "incydr"'),
        ("c.py", ENV, 'unknown (no host in the text). If this is Incydr: product = "incydr"'),
        ("d.py", CRASHPLAN, "CrashPlan (host console.us1.crashplan.com)"),
        ("e.py", CLOUD, ""),
    ],
)
def test_the_product_is_named_with_its_evidence(tmp_path: Path, name: str, text: str, expected: str) -> None:
    assert said(view_of(tmp_path, name, text)) == {expected}


@pytest.mark.parametrize("text", [NO_HOST, ENV])
def test_what_is_declared_needs_no_words(tmp_path: Path, text: str) -> None:
    assert said(view_of(tmp_path, "a.py", text, "incydr")) == {""}


def test_calls_of_an_sdk_have_no_doubt_about_their_product(tmp_path: Path) -> None:
    assert said(view_of(tmp_path, "a.py", PY42)) == set()


@pytest.mark.parametrize(
    ("name", "text", "unlocked"),
    [
        ("a.sh", ON_PREMISES, 1),
        ("a.sh", ON_PREMISES * 3, 3),
        ("b.py", NO_HOST, 0),  # safe already
        ("d.py", CRASHPLAN, 0),
        ("e.py", CLOUD, 0),
        ("f.py", PY42, 0),
        ("g.py", PYCPG, 0),
    ],
)
def test_what_a_declaration_would_unlock_is_counted(tmp_path: Path, name: str, text: str, unlocked: int) -> None:
    view = view_of(tmp_path, name, text)
    now = sum("safe" in item.levels for item in view.items)
    declared = view_of(tmp_path, name, text, "incydr")
    assert json.loads(render("json", view, Style()))["summary"]["safe_if_incydr"] == unlocked
    if "crashplan" not in text and "pycpg" not in text:
        assert sum("safe" in item.levels for item in declared.items) == now + unlocked
    lines = [line for line in summary(view) if "--product incydr" in line]
    words = {1: "1 more is", 3: "3 more are"}
    assert lines == ([f"{words[unlocked]} safe if these scripts are Incydr: `--product incydr`."] if unlocked else [])
    assert not [line for line in summary(declared) if "--product incydr" in line]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "github", "gitlab"])
def test_every_form_for_people_says_it(tmp_path: Path, form: str) -> None:
    shown = render(form, view_of(tmp_path, "a.sh", ON_PREMISES), Style(width=400))
    assert "suggests on-premises" in shown
    assert "If this is Incydr" in shown


def test_hundreds_of_findings_of_three_rules_fit_on_few_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        f'requests.{verb}(f"{{BASE}}/api/{name}/{{uid}}", headers=h)\n'
        for verb, name in (("put", "UserBlock"), ("put", "UserDeactivation"), ("get", "Org"))
    ]
    view = view_of(tmp_path, "a.py", "import requests\n" + "".join(lines) * 120)
    assert (len(view.items), len({item.code for item in view.items})) == (360, 3)
    for width in (80, 200):
        shown = render("text", view, Style(width=width))
        assert shown.count("\n") <= 600
        assert max(map(len, shown.splitlines())) <= width


PY42_CALLS = (
    "import py42.sdk\n"
    "sdk = py42.sdk.from_api_client('console.us.code42.com', cid, 'hunter2-secret')\n"
    "sdk.users.deactivate('uid-hunter2-secret')\n"
    "sdk.legalhold.add_to_matter(a, b)\n"
)


def test_a_fix_that_is_made_is_a_fix_that_is_shown(tmp_path: Path) -> None:
    """What ``fix --unsafe-fixes`` does, every report says; a marker that it leaves does not hide it."""
    view = view_of(tmp_path, "sdk.py", PY42_CALLS)
    offered = {item.code for item in view.items if "unsafe" in item.levels}
    planned = {d.finding.code for d in view.outcome.active if any(f.applicability == "unsafe" for f in d.finding.fixes)}
    assert offered == planned != set()
    for form in ("text", "json", "html", "markdown", "sarif"):
        shown = render(form, view, Style(width=200))
        assert "hunter2" not in shown
        assert "unsafe" in shown or form == "sarif"
