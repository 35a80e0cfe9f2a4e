"""What the README says about reliability and licences is what the command prints and the packages say."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPENDENCIES = [
    Requirement(text)
    for text in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
]
SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0",
}


def licence(package: str) -> str:
    """The licence that a package declares: as an expression, else as a classifier, else as text."""
    found = importlib.metadata.metadata(package)
    classes = [line.rpartition(" :: ")[2] for line in found.get_all("Classifier") or () if line.startswith("License")]
    said = found.get("License-Expression") or next(iter(classes), "") or found.get("License") or ""
    return SPDX.get(said, said)


def licences() -> dict[str, str]:
    """Package → licence, as README says in one sentence: several before a licence in brackets, or behind ``all MIT``."""
    (sentence,) = re.findall(r"^Depends on (.*?) License: MIT", README, re.MULTILINE | re.DOTALL)
    several, _, rest = sentence.partition("all MIT, ")
    found = {
        name.lower(): words
        for names, words in re.findall(r"([^()]+) \(([^)]+)\)", several)
        for name in re.findall(r"[\w-]+", names)
    }
    return found | {name.lower(): "MIT" for name in re.findall(r"[\w-]+", rest.partition("; ")[0])}


@pytest.mark.parametrize("requirement", DEPENDENCIES, ids=lambda requirement: requirement.name)
def test_the_readme_lists_the_licence(requirement: Requirement) -> None:
    name = requirement.name.lower()
    written = licences().get(name) or licences()[name.removeprefix("tree-sitter")]
    assert written == licence(requirement.name)


@pytest.mark.parametrize("requirement", DEPENDENCIES, ids=lambda requirement: requirement.name)
def test_bounds_are_lower_ones(requirement: Requirement) -> None:
    assert [part.operator for part in requirement.specifier] == [">="]


def test_the_workflow_runs_nothing_that_is_not_pinned() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert workflow["permissions"] == {}
    assert all(re.fullmatch(r"[^@]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)
    installed = [word for step in steps for word in re.findall(r"install --quiet (\S+)", step.get("run", ""))]
    assert set(installed) == {".", "--require-hashes"}
