"""The grouping of findings, and the chain that ``explain`` shows."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from c42migrate.reports.view import View
from tests.checking import check, codes
from tests.program import run


def test_one_finding_per_import_statement_and_line() -> None:
    many = "from py42.exceptions import Py42Error, Py42NotFoundError, Py42HTTPError\n"
    assert codes(many) == ["C42-971"]
    assert codes(many + "from py42.clients import loginconfig\n") == ["C42-971"] * 2
    query = "from py42.sdk.queries.fileevents.filters import MD5, SHA256\nx = [MD5.eq(a), SHA256.eq(b)]\n"
    assert codes(query) == ["C42-932"] * 2


def test_each_call_names_its_exact_successor() -> None:
    start = "import py42.sdk\nsdk = py42.sdk.from_api_client(h, k, s)\n"
    calls = {
        ("sdk.cases.get(1)", "a.py"): "client.cases.v1.get_case(case_number)",
        ("sdk.watchlists.get_all()", "a.py"): "iter_all(page_size, actor_id)",
        ("code42 users orgs show x", "a.sh"): "incydr orgs show",
    }
    for (line, name), said in calls.items():
        item = View(check(f"{start if name == 'a.py' else ''}{line}\n", name)).items[-1]
        assert said in item.successor


def test_explain_shows_the_whole_chain() -> None:
    text = run("explain", "py42-detectionlists-departing-employee-add").out
    steps = [
        "py42.client.watchlists.add_included_users_by_watchlist_type",
        "incydr.client.watchlists.v2.add_included_actors",
    ]
    assert all(step in text for step in [*steps, "client.actors.v1.update_actor", "get_id_by_name"])


@pytest.mark.slow
def test_the_source_of_the_old_command_line_tool(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
    done = subprocess.run(
        [*command, "-d", str(tmp_path), "code42cli==1.19.0"], capture_output=True, text=True, check=False
    )
    archives = list(tmp_path.glob("*.tar.gz"))
    if done.returncode or not archives:
        pytest.skip("the package index cannot be reached")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / "code42cli-1.19.0"
    found = json.loads(run("check", "--format", "json", source).out)["findings"]
    count = Counter(finding["code"] for finding in found)
    assert 150 < len(found) < 600
    assert count["C42-973"] == 0
    assert count["C42-970"] == 1
    assert len({(finding["path"], finding["line"], finding["column"], finding["code"]) for finding in found}) == len(
        found
    )
    named = {finding["name"] for finding in found}
    assert {
        "py42-from-local-account",
        "py42-alerts-state",
        "py42-watchlists-add-included",
        "py42-legalhold-events",
    } <= named
