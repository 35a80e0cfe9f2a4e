"""The wheel carries the rules and their index, and needs no YAML to use them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.catalogue.catalogue_examples import rule, write

pytest.importorskip("hatchling")
ROOT = Path(__file__).resolve().parents[2]
PROBE = """\
import sys
from c42migrate.catalogue import builtin_rules, current
print(list(current().rules), builtin_rules().name, "yaml" in sys.modules)
"""


@pytest.fixture
def project(tmp_path):
    """The project with one rule."""
    root = tmp_path / "project"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "c42migrate", root / "c42migrate", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in ("README.md", "LICENSE"):
        (root / name).write_text("x", encoding="utf-8")
    write(root / "rules", rule())
    return root


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(arguments, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_carries_rules_and_index(project, tmp_path):
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist"), cwd=project)
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if name.startswith("c42migrate/_rules/")}
        archive.extractall(tmp_path / "site")
    assert carried == {
        f"c42migrate/_rules/{name}" for name in ("users.yaml", "vocabulary.yaml", "index.pickle", "digest.txt")
    }
    probe = run(sys.executable, "-c", PROBE, cwd=tmp_path / "site")
    assert probe.stdout.strip() == "['C42-301'] _rules False", probe.stderr


def test_a_broken_rule_stops_the_build(project, tmp_path):
    path = project / "rules" / "users.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("summary", "sumary"), encoding="utf-8")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist"), cwd=project)
    assert built.returncode != 0
    assert "did you mean 'summary'" in built.stderr + built.stdout
