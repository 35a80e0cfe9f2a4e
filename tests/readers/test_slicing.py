"""What a slice leaves out says nothing: the usages are those of the whole module, whatever stands between."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from c42migrate.catalogue import current
from c42migrate.files.source import Source
from c42migrate.readers.python import reader, slicing

CORPUS = Path(__file__).parents[1] / "corpus"
LEXICON = current().lexicon
FILLERS = (
    "def step(values, limit=0):\n    return [value for value in values if value > limit]",
    "class Box:\n    size = 3\n\n    def grow(self, by):\n        self.size += by\n        return self",
    "def put(x, y=1):\n    return x + y",
    "def load(name):\n    with open(name) as file:\n        return file.read()",
    "log = None",
    "LIMIT = 10",
    "async def later(job):\n    return await job",
)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short modules are sliced too."""
    monkeypatch.setattr(slicing, "_FEW_LINES", 0)


def kept(text: str) -> str:
    """What is left of a module."""
    for start, end in reversed(slicing.left_out(text, LEXICON)):
        text = text[:start] + text[end:]
    return text


CALL = (
    'import requests\n\ndef get(name):\n    return requests.get("https://console.us.code42.com/api/User?q=" + name)\n'
)


@pytest.mark.parametrize(
    "text",
    [
        "def add(x, y):\n    return x + y\n",
        "LIMIT = 10\n",
        "@cached\ndef add(x):\n    return x\n",
        "class Box:\n    size = 3\n",
        "def total(values): return sum(values); \n",
        "import logging\nlog = logging.getLogger()\n".partition("\n")[2],
    ],
)
def test_what_has_nothing_to_do_with_it_is_left_out(text: str) -> None:
    assert kept(CALL + text) == CALL
    assert kept(text + CALL) == CALL


@pytest.mark.parametrize(
    "text",
    [
        "def run(names):\n    return [get(name) for name in names]\n",  # uses what is kept
        "name = ask()\n",  # is used by what is kept
        "BASE = 'x/y'\n",  # may be a path
        "a = 1; requests.x = a\n",
        "def show(user):\n    return user['emailPromo']\n",  # a field that rules speak of
        "import py42\nx = py42.y\n",
        "def reset():\n    global name\n",  # names made at run time: all is kept
        "from elsewhere import *\n",
        "def add(x):\n    return eval(x)\n",
        "print 'old syntax'\n",
        "def add(x):\n    return helper.name\nclass Any:\n    name = 1\n",
    ],
)
def test_what_may_have_to_do_with_it_is_kept(text: str) -> None:
    assert kept(CALL + text) == CALL + text


def test_statements_that_share_lines_stay_together() -> None:
    text = 'LIMIT = 10; URL = """\nhttps://a\n"""; more = 1\n'
    assert kept(CALL + text) == CALL + text


def test_carriage_returns_and_comments_stand_where_they_stood() -> None:
    text = "# one\r\nLIMIT = 10\r\n# two\r" + CALL.replace("\n", "\r")
    assert kept(text) == "# one\r\n# two\r" + CALL.replace("\n", "\r")


def statements() -> Iterator[list[str]]:
    """The statements of every script of the corpus that Python can parse."""
    for path in sorted(CORPUS.rglob("*.py")):
        text = path.read_text("utf-8", "replace")
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError):
            continue
        lines = text.splitlines(keepends=True)
        starts = [min([one.lineno, *(at.lineno for at in getattr(one, "decorator_list", ()))]) for one in body]
        yield ["".join(lines[a - 1 : one.end_lineno]).rstrip() for a, one in zip(starts, body, strict=True)]


def mixed(rnd: random.Random, programs: list[list[str]]) -> str:
    """One or two programs and some other statements, shuffled together."""
    parts = [list(rnd.choice(programs)) for _ in range(rnd.choice((1, 1, 2)))]
    parts.append([rnd.choice(FILLERS) for _ in range(rnd.randrange(1, 8))])
    made = []
    while parts := [part for part in parts if part]:
        made.append(rnd.choice(parts).pop(0))
    return "\n".join(made) + "\n"


def usages(text: str) -> str:
    """The readings of one module, without the numbers of scopes, which say nothing."""
    made = reader.Reader([Source("a.py", text, "python")], LEXICON).readings()
    return re.sub(r"'a\.py:\d+'", "scope", repr(made))


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("seed", range(4))
def test_usages_are_those_of_the_whole_module(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rnd, programs, sliced = random.Random(seed), list(statements()), 0
    for text in [mixed(rnd, programs) for _ in range(25)]:
        sliced += bool(slicing.left_out(text, LEXICON))
        found = usages(text)
        with monkeypatch.context() as patch:
            patch.setattr(reader, "left_out", lambda _text, _lexicon: ())
            assert found == usages(text), dedent(text)
    assert sliced > 10
