"""The plan: what it promises of ``fix`` is what ``fix`` does, and nothing that is left is kept quiet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.program import run

SCRIPTS = {
    "rest.py": (
        "import requests\n"
        'HOST = "https://console.us.code42.com"\n\n\n'
        "def off(uid):\n"
        '    requests.put(HOST + "/api/UserDeactivation/" + uid, headers=h)\n'
        '    requests.put(HOST + "/api/UserBlock/" + uid, headers=h)\n'
    ),
    "current.py": 'import requests\nrequests.get("https://api.us.code42.com/v1/users")\n',
    "shape.py": 'import requests\nrequests.get("https://console.us.code42.com/api/Computer")\n',
    "easy.py": 'import incydr\nc = incydr.Client()\nc.watchlists.v1.delete("w")\n',
    "hard.py": (
        "import py42.sdk\n"
        "sdk = py42.sdk.from_local_account(host, user, password)\n"
        "sdk.detectionlists.departing_employee.add(uid)\n"
        "sdk.users.block(1)\n"
    ),
    "job.sh": "code42 cases list\ncode42 profile list\n",
    "old.sh": 'curl -X PUT "https://backup.corp.local:4285/api/UserBlock/$1"\n',
    "quiet.py": 'import requests\nrequests.get(code42 + "/api/User")  # c42migrate: ignore[C42-102] known\n',
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in SCRIPTS.items():
        (tmp_path / name).write_text(text)
    (tmp_path / ".git").mkdir()
    return tmp_path


def printed(project: Path, *words: str) -> str:
    day = () if words[0] == "merge" else ("--as-of", "2026-11-30")
    done = run(*words, "-q", *day, cwd=project)
    assert done.code == 0, done.err
    return done.out


def refused(project: Path, *words: str) -> None:
    assert run(*words, "-q", cwd=project).code == 2


def plan(project: Path, *words: str) -> dict[str, dict]:
    document = json.loads(printed(project, "plan", "-f", "json", *(words or (".",))))
    assert document["schema"] == "c42migrate/plan/1"
    [repository] = document["repositories"]
    assert repository["scripts"] == document["repositories"][0]["scripts"]
    return {script["path"]: script for script in repository["scripts"]}


def test_rest_sdk_and_command_line_alike_and_nothing_else(project: Path) -> None:
    assert set(plan(project)) == {"rest.py", "shape.py", "easy.py", "hard.py", "job.sh", "old.sh"}


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("name", ["rest.py", "shape.py", "easy.py", "hard.py", "job.sh", "old.sh"])
def test_what_is_promised_is_done(project: Path, name: str, unsafe: bool) -> None:
    said = plan(project, name)[name]
    words = ["fix", name, "--exit-zero", "-f", "json", *(["--unsafe-fixes"] if unsafe else [])]
    left = json.loads(printed(project, *words))["findings"]
    changed = (project / name).read_text() != SCRIPTS[name]
    assert changed == any(step["safe"] or (unsafe and step["unsafe"]) for step in said["steps"])
    if unsafe:
        assert {f["code"] for f in left} == {s["code"] for s in said["steps"] if s["left"]}
        assert sum(step["left"] for step in said["steps"]) == len(left)


def test_what_is_left_stands_with_its_line_and_what_takes_its_place(project: Path) -> None:
    steps = {step["code"]: step for step in plan(project)["hard.py"]["steps"]}
    [block] = [use for use in steps["C42-1001"]["by_hand"] if "block" in use["used"]]
    assert (block["line"], "client.users.v1.deactivate" in block["instead"]) == (4, True)
    assert [use["line"] for use in steps["C42-950"]["by_hand"]] == [2]
    assert all(step["reasons"] for code, step in steps.items() if step["left"] and code != "C42-004")
    assert all(use["instead"] for step in steps.values() for use in step["by_hand"])


def test_once_per_script_what_is_needed_before(project: Path) -> None:
    script = plan(project)["rest.py"]
    assert [text for text in script["lookups"] if "userUid" in text] == script["lookups"] != []
    assert len(script["clients"]) == len(set(script["clients"])) >= 1
    assert plan(project)["shape.py"]["lookups"] == []


def test_order_and_effort(project: Path) -> None:
    scripts = list(plan(project).values())
    ended = [any(step["has_ended"] for step in script["steps"]) for script in scripts]
    assert ended == sorted(ended, reverse=True)
    efforts = {script["path"]: script["effort"] for script in scripts}
    assert efforts["shape.py"] == "S"
    assert efforts["hard.py"] in "ML"


def test_a_plan_says_whose_scripts_it_is_not_sure_of(project: Path) -> None:
    assert "port 4285" in plan(project)["old.sh"]["product"]
    assert plan(project)["rest.py"]["product"] == ""


def test_writes_into_no_script(project: Path) -> None:
    plan(project)
    assert {name: (project / name).read_text() for name in SCRIPTS} == SCRIPTS


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_forms_for_people(project: Path, form: str) -> None:
    shown = printed(project, "plan", "-f", form, ".").replace("\\_", "_")
    assert "Migration plan" in shown
    for part in ("rest.py", "hard.py", "job.sh", "C42-1001", "client.users.v1.deactivate", "line 4"):
        assert part in shown or (form == "html" and part == "line 4"), part
    assert "quiet.py" not in shown


def test_plans_of_many_repositories_are_one(project: Path) -> None:
    for name in ("pay", "bill"):
        printed(project, "plan", "-o", f"{name}.json", "rest.py", "hard.py")
    one = json.loads((project / "pay.json").read_text())
    both = json.loads(printed(project, "merge", "pay.json", "bill.json", "--label", "pay=payments", "-f", "json"))
    assert [each["name"] for each in both["repositories"]] == ["payments", ""]
    auto = json.loads(printed(project, "merge", "pay.json", "bill.json", "-f", "json"))
    assert [each["name"] for each in auto["repositories"]] == ["pay", "bill"]
    for name, count in one["totals"].items():
        if name != "efforts":
            assert both["totals"][name] == 2 * count, name
    assert both["repositories"][0]["scripts"] == one["repositories"][0]["scripts"]
    page = printed(project, "merge", "pay.json", "bill.json", "-f", "html")
    assert page.count("<h2>") == 3


@pytest.mark.parametrize(
    "broken",
    ['{"schema": "c42migrate/plan/1"}', '{"schema": "c42migrate/plan/1", "repositories": [{"name": 3}], "as_of": ""}'],
)
def test_what_is_no_plan_is_said_to_be_none(project: Path, broken: str) -> None:
    (project / "bad.json").write_text(broken)
    refused(project, "merge", "bad.json")


def test_a_plan_and_a_report_do_not_go_together(project: Path) -> None:
    printed(project, "plan", "-o", "plan.json", "rest.py")
    printed(project, "check", "-o", "report.json", "--exit-zero", "rest.py")
    refused(project, "merge", "plan.json", "report.json")


def test_a_use_in_a_notebook_has_its_cell(project: Path) -> None:
    source = ["import requests\n", 'requests.put("https://console.us.code42.com/api/v1/UserBlock/" + uid)\n']
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["text"]},
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project / "n.ipynb").write_text(json.dumps(notebook, indent=1))
    [step] = plan(project, "n.ipynb")["n.ipynb"]["steps"]
    assert [use["cell"] for use in step["by_hand"]] == ["cell 2, line 2"]
    assert "cell 2, line 2: PUT" in printed(project, "plan", "n.ipynb")
