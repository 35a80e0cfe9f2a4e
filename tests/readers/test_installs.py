"""Packages that command lines and setup() name."""

from __future__ import annotations

import pytest

from c42migrate.files.decode import decode
from c42migrate.lexicon import Lexicon
from c42migrate.model import Requirement
from c42migrate.readers import python, shell

LEXICON = Lexicon(packages=frozenset({"py42", "code42cli"}))


def _read(kind: str, code: str) -> list[tuple[str, str, str]]:
    data = code.encode()
    source = decode(f"x.{kind}", data, "python" if kind == "py" else "shell")
    reading = python.read([source], LEXICON)[0] if kind == "py" else shell.read([source], LEXICON)[0]
    found = [usage for usage in reading.usages if isinstance(usage, Requirement)]
    return [(u.package, u.specifier, data[u.place.start : u.place.end].decode()) for u in found]


SHELL = (
    ("pip install py42", [("py42", "", "py42")]),
    ("pip3 install -q --upgrade 'py42==1.2.0' requests", [("py42", "==1.2.0", "py42==1.2.0")]),
    ("sudo -H python3 -m pip install py42 \\\n  code42cli", [("py42", "", "py42"), ("code42cli", "", "code42cli")]),
    ('"$VENV/bin/pip" install "code42cli>=1,<2"', [("code42cli", "<2,>=1", "code42cli>=1,<2")]),
    ("pipx install code42cli", [("code42cli", "", "code42cli")]),
    ("conda install py42=1.2", [("py42", "==1.2", "py42=1.2")]),
    ("uv pip install py42", [("py42", "", "py42")]),
    ("pip uninstall py42", []),
    ("pip install -r py42", []),
    ("pip show py42", []),
    ("git add py42", []),
    ("echo pip install py42", []),
    ("# pip install py42", []),
    ("pip install pycpg py42-extras ./py42 git+https://example.com/py42", []),
)


@pytest.mark.parametrize(("code", "expected"), SHELL)
def test_shell(code: str, expected: list[tuple[str, str, str]]) -> None:
    assert _read("sh", code + "\n") == expected


PYTHON = (
    ("from setuptools import setup\nsetup(install_requires=['py42>=1'])\n", [("py42", ">=1", "py42>=1")]),
    (
        "import setuptools\nNEEDS = ['click', 'py42']\nsetuptools.setup(extras_require={'c42': NEEDS})\n",
        [("py42", "", "py42")],
    ),
    (
        "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', 'py42'])\n",
        [("py42", "", "py42")],
    ),
    ("from setuptools import setup\nsetup(name='py42', keywords=['py42'], packages=['py42'])\n", []),
    ("import subprocess\nsubprocess.run(['pip', 'uninstall', 'py42'])\n", []),
)


@pytest.mark.parametrize(("code", "expected"), PYTHON)
def test_python(code: str, expected: list[tuple[str, str, str]]) -> None:
    assert _read("py", code) == expected
