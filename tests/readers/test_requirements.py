"""Declared dependencies: which are found, with which versions, and exactly where."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Requirement
from c42migrate.readers.requirements import normal_name, read, read_script_header

LEXICON = Lexicon(packages=frozenset({"py42", "incydr", "code42cli", "c42eventextractor"}))

POETRY = """[tool.poetry.dependencies]
python = "^3.9"
py42 = "^1.26"
incydr = {version = "~2.1", extras = ["x"]}
[tool.poetry.group.dev.dependencies]
code42cli = "*"
c42eventextractor = "0.2"
"""

FOUND = [
    ("requirements.txt", "py42==1.0", [("py42", "==1.0", "py42==1.0")]),
    (
        "dev-requirements.in",
        "# x\r\n  Code42CLI>=1 \\\r\n  --hash=sha256:a\r\n",
        [("code42cli", ">=1", "Code42CLI>=1")],
    ),
    ("requirements/base.txt", 'py42[x]>=1,<2 ; python_version>"3"  # c', None),
    ("constraints.txt", "incydr", [("incydr", "", "incydr")]),
    ("requirements.txt", "C42_EventExtractor", []),
    ("requirements.txt", "c42eventextractor @ https://x/y.whl", [("c42eventextractor", "", None)]),
    ("pyproject.toml", '[project]\ndependencies = [\n  # "py42==0",\n  "py42>=1",\n]', [("py42", ">=1", "py42>=1")]),
    ("pyproject.toml", "[project.optional-dependencies]\na = ['py42 ~= 1.0']", [("py42", "~=1.0", "py42 ~= 1.0")]),
    (
        "pyproject.toml",
        '[dependency-groups]\na = ["py42", {include-group = "b"}]\nb = ["py42"]',
        [("py42", "", "py42"), ("py42", "", "py42")],
    ),
    ("pyproject.toml", '[tool.uv]\ndev-dependencies = ["py42<2"]', [("py42", "<2", "py42<2")]),
    ("pyproject.toml", '[tool.pdm.dev-dependencies]\nx = ["py42<2"]', [("py42", "<2", "py42<2")]),
    ("pyproject.toml", '[tool.hatch.envs.x]\ndependencies = ["py42<2"]', [("py42", "<2", "py42<2")]),
    ("pyproject.toml", '[build-system]\nrequires = ["py42<2"]', [("py42", "<2", "py42<2")]),
    (
        "pyproject.toml",
        POETRY,
        [
            ("py42", ">=1.26,<2", 'py42 = "^1.26"'),
            ("incydr", ">=2.1,<2.2", 'incydr = {version = "~2.1", extras = ["x"]}'),
            ("code42cli", "", 'code42cli = "*"'),
            ("c42eventextractor", "==0.2", 'c42eventextractor = "0.2"'),
        ],
    ),
    ("setup.cfg", "[options]\ninstall_requires =\n    py42>=1.9  # c\n    requests", [("py42", ">=1.9", "py42>=1.9")]),
    ("setup.cfg", "[options.extras_require]\ncli = code42cli>1; python_version>'3'", [("code42cli", ">1", None)]),
    ("Pipfile", '[packages]\npy42 = "==1.0"', [("py42", "==1.0", 'py42 = "==1.0"')]),
    ("Pipfile", '[dev-packages]\nincydr = {version="*"}', [("incydr", "", 'incydr = {version="*"}')]),
    ("environment.yml", "dependencies:\n  - py42=1.26\n  - pip:\n    - code42cli>=1 # x\n", None),
    ("environment.yml", "dependencies:\n  - conda-forge::py42\n", [("py42", "", "conda-forge::py42")]),
    (
        ".pre-commit-config.yaml",
        "repos:\n- hooks:\n  - additional_dependencies: [a, py42==1]\n",
        [("py42", "==1", "py42==1")],
    ),
    (".pre-commit-hooks.yaml", "- id: x\n  additional_dependencies: ['py42']\n", [("py42", "", "py42")]),
]


@pytest.mark.parametrize(("path", "text", "expected"), FOUND)
def test_found(path: str, text: str, expected: list[tuple[str, str, str | None]] | None) -> None:
    reading = read(Source(path, text, "text"), LEXICON)
    assert reading.parsed
    found = [
        (u.package, u.specifier, text[u.place.start : u.place.end])
        for u in reading.usages
        if isinstance(u, Requirement)
    ]
    if expected is None:
        assert found
        return
    assert [(package, specifier) for package, specifier, _ in found] == [row[:2] for row in expected]
    for (_, _, written), (_, _, wanted) in zip(found, expected, strict=True):
        assert wanted is None or written == wanted


NOT_FOUND = [
    (
        "requirements.txt",
        "# py42==1.0\n-r py42.txt\n--find-links py42\n./py42\npy42/x.whl\npy42-stubs\nrequests # py42",
    ),
    ("requirements.txt", "py42==1.0==="),
    ("pyproject.toml", '[project]\nname = "py42"\ndescription = "py42==1"\n[tool.x]\ndependencies = ["py42"]'),
    ("pyproject.toml", '[tool.poetry]\nname = "py42"\n[tool.poetry.scripts]\npy42 = "a:b"'),
    ("setup.cfg", "[metadata]\nname = py42\n[tool:x]\ninstall = py42"),
    ("Pipfile", '[scripts]\npy42 = "x"\n[requires]\npy42 = "3"'),
    ("environment.yml", "name: py42\ndependencies:\n  - python\n"),
    ("environment.yml", "dependencies: py42\n"),
    (".pre-commit-config.yaml", "repos:\n- repo: py42\n  hooks:\n  - id: py42\n"),
    ("notes.txt", "py42==1.0"),
]


@pytest.mark.parametrize(("path", "text"), NOT_FOUND)
def test_not_found(path: str, text: str) -> None:
    assert read(Source(path, text, "text"), LEXICON).usages == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [("pyproject.toml", "[project\n"), ("environment.yml", "a: [\n"), ("setup.cfg", "x\n[a]\n"), ("Pipfile", "= 1")],
)
def test_broken_files_are_said_to_be(path: str, text: str) -> None:
    reading = read(Source(path, text, "text"), LEXICON)
    assert not reading.parsed
    assert [problem.kind for problem in reading.problems] == ["parse"]
    assert "\n" not in reading.problems[0].message


HEADER = """#!/usr/bin/env python
# /// script
# dependencies = [
#   "py42<2",  # "incydr"
#   'requests',
# ]
# ///
x = "py42<2"
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_script_header(newline: str) -> None:
    text = HEADER.replace("\n", newline)
    (found,) = read_script_header(Source("a.py", text, "python"), LEXICON)
    assert (found.package, found.specifier) == ("py42", "<2")
    assert text[found.place.start : found.place.end] == "py42<2"
    assert found.place.start < text.index("requests")


@pytest.mark.parametrize(
    "text", ["", "x = 1", "# /// script\n# dependencies = [\n# ///\n", '# /// other\n# a = ["py42"]\n# ///\n']
)
def test_no_script_header(text: str) -> None:
    assert read_script_header(Source("a.py", text, "python"), LEXICON) == ()


def test_names_are_compared_as_indexes_do() -> None:
    assert normal_name("C42_Event..Extractor") == "c42-event-extractor"
