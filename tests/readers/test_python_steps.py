"""Reading ends, whatever the sources ask for, and always at the same point."""

from __future__ import annotations

import pytest

from c42migrate.catalogue import current
from c42migrate.files.decode import decode
from c42migrate.readers import python
from c42migrate.readers.python import evaluator

ONE = b'import requests\nrequests.put("https://console.us.code42.com/api/UserBlock/1")\n'
MANY = b"x0 = 'https://a/'\n" + b"".join(b"x%d = x%d + str(x%d)\n" % (n + 1, n, n) for n in range(60))


def _read(*texts: bytes) -> list[tuple[bool, int, list[str]]]:
    sources = [decode(f"f{number}.py", text, "python") for number, text in enumerate(texts)]
    found = python.read(sources, current().lexicon)
    return [(one.parsed, len(one.usages), [problem.kind for problem in one.problems]) for one in found]


def test_a_file_that_takes_too_long_does_not_take_others_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _read(ONE)
    assert alone[0][0]
    assert alone[0][1] >= 1
    assert _read(ONE, MANY)[1][0]
    monkeypatch.setattr(evaluator, "MOST_STEPS", 40)
    assert _read(ONE, MANY) == [alone[0], (False, 0, ["timeout"])]
    assert _read(MANY) == [(False, 0, ["timeout"])]


def test_the_same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for most in (1, 5, 20, 60):
        monkeypatch.setattr(evaluator, "MOST_STEPS", most)
        assert _read(ONE, MANY) == _read(ONE, MANY)
