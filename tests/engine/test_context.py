"""What is read beside a file, what is too large for that, and how a report says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from c42migrate import config, engine
from c42migrate.engine.context import LARGEST
from c42migrate.model import Applicability, Certainty
from c42migrate.outcome import Outcome
from c42migrate.settings import Given, check_options

CLIENT = """
import requests
class Client:
    def __init__(self, host): self.host = host
    def send(self, verb, path): return requests.request(verb, self.host + path)
"""
CALLER = """
from {module} import Client
Client("https://console.us.code42.com").send("GET", "/api/Computer")
"""
EXACT = 'import requests\nimport data\nrequests.get("https://console.us.code42.com/api/Computer")\n'


def checked(root: Path, files: dict[str, str], name: str) -> Outcome:
    """What is said of one file of a project of ``files``."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / ".git").mkdir()
    paths = (str(root / name),)
    return engine.check(check_options(Given(paths, as_of=date(2026, 11, 23)), config.load(paths)))


@pytest.mark.parametrize(
    ("client", "caller", "module", "count"),
    [
        ("client.py", "run.py", "client", 1),
        ("lib/client.py", "lib/run.py", "client", 1),
        ("lib/client.py", "run.py", "lib.client", 1),
        ("src/kit/client.py", "jobs/run.py", "kit.client", 1),
        ("kit/client.py", "kit/jobs/run.py", "..client", 1),
        ("other/client.py", "jobs/run.py", "client", 0),
        ("kit/client.py", "jobs/run.py", "kit2.client", 0),
        ("kit/client.py", "jobs/run.py", ".client", 0),
    ],
)
def test_imports_are_followed_by_path_and_not_by_name(
    tmp_path: Path, client: str, caller: str, module: str, count: int
) -> None:
    found = checked(tmp_path, {client: CLIENT, caller: CALLER.format(module=module)}, caller).findings
    assert [dated.finding.certainty for dated in found].count(Certainty.RESOLVED) == count


@pytest.mark.parametrize(
    ("size", "left_out", "level"),
    [(10, {}, Applicability.SAFE), (LARGEST, {"linked": 1}, Applicability.UNSAFE)],
)
def test_what_is_too_large_to_be_read_is_said_and_makes_no_fix_safe(
    tmp_path: Path, size: int, left_out: dict[str, int], level: Applicability
) -> None:
    outcome = checked(tmp_path, {"run.py": EXACT, "data.py": "x = 1\n" + "#" * size}, "run.py")
    assert outcome.left_out == left_out
    (dated,) = outcome.findings
    assert [fix.applicability for fix in dated.finding.fixes] == [level]
    assert any("too large" in note for note in dated.finding.notes) is bool(left_out)


def test_settings_of_a_folder_inside_are_counted(tmp_path: Path) -> None:
    files = {"a/.c42migrate.toml": 'ignore = ["ALL"]\n', "a/run.py": EXACT, "run.py": EXACT}
    outcome = checked(tmp_path, files, ".")
    assert outcome.left_out == {"configurations": 1}
    assert len(outcome.findings) == 2


def test_a_folder_that_is_called_like_an_sdk_does_not_stand_for_it(tmp_path: Path) -> None:
    script = 'import py42.sdk\npy42.sdk.from_local_account("console.us.code42.com", "a", "b").users.block(1)\n'
    found = checked(tmp_path, {"py42/__init__.py": "", "py42/report.txt": "", "jobs/run.py": script}, "jobs/run.py")
    assert {"C42-950", "C42-971"} <= {dated.finding.code for dated in found.findings}
