"""What holds of every fix of every program: only the intended bytes change, once, and the result is a program."""

from __future__ import annotations

import ast
import random
import re
from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from c42migrate import engine
from c42migrate.edits import furthest, plan, spliced
from c42migrate.engine.repair import Repair, repair
from c42migrate.model import Dated
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from tests.proof.proofs import cells
from tests.proof.scripts import FORMS
from tests.server.world import World

AS_OF = date(2026, 11, 23)
PARTS = [cell for cell in cells(World()) if cell.client in {"requests", "urllib"}]
NOISE = (
    "",
    "# nothing deprecated: /v1/users",
    "COUNT = 0",
    'TEXT = """eins\n\n  zwei \\\n drei"""',
    "def helper(x):\n\treturn x  # ünï ☃",
    "@staticmethod\ndef other(): pass",
    "if COUNT: print('x'); COUNT = 1",
    "NAMES = [\n    'a',\n\n    'b',\n]",
    "\f",
)


@st.composite
def programs(draw: st.DrawFn) -> tuple[bytes, str, str]:
    """A program of several requests among other code: its bytes, the encoding and the line end."""
    chosen = draw(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3))
    blocks = []
    for number, cell in enumerate(chosen):
        text = cell.text.replace("def main(", f"def main{number}(")
        for name in ("BASE", "PATH"):
            text = text.replace(name, f"{name}{number}")
        blocks += [text, draw(st.sampled_from(NOISE))]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "latin-1"]))
    head = "# -*- coding: latin-1 -*-\n" if encoding == "latin-1" else ""
    text = head + "\n\n".join(blocks) + draw(st.sampled_from(["", "\n", "\n\n"]))
    if encoding == "latin-1":
        text = text.replace("☃", "ß")
    return text.replace("\n", newline).encode(encoding), encoding, newline


def options(data: bytes) -> CheckOptions:
    return CheckOptions(("s.py",), AS_OF, stdin=data, stdin_filename="s.py", alone=True)


def check(data: bytes) -> Outcome:
    return engine.check(options(data))


def repaired(data: bytes, level: str) -> tuple[bytes, Repair]:
    asked = options(data)
    done = repair(engine.check(asked), level, lambda new: engine.check(replace(asked, contents=new)))
    return done.after.get("s.py", data), done


def edited(data: bytes, fixes: list[Dated]) -> set[int]:
    """The lines (0-based) that fixes may touch."""
    edits = (edit for dated in fixes for fix in dated.finding.fixes for edit in fix.edits)
    return {data.count(b"\n", 0, at) for edit in edits for at in range(edit.place.start, edit.place.end + 1)}


SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@SLOW
@given(programs(), st.sampled_from(["safe", "unsafe"]))
def test_a_fix_is_exact_and_final(program: tuple[bytes, str, str], level: str) -> None:
    data, encoding, newline = program
    before = check(data)
    assert before.findings
    for dated in before.findings:
        for edit in (edit for fix in dated.finding.fixes for edit in fix.edits):
            assert data[edit.place.start : edit.place.end] == edit.expect
    after, done = repaired(data, level)
    assert done.failures == []
    touched = edited(data, list(before.findings))
    unmarked = re.sub(rb"[ \t]*# c42migrate: review\[[^\n]*\n", b"", after)
    old, new = data.split(b"\n"), unmarked.split(b"\n")
    assert len(old) == len(new)
    assert [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b and n not in touched] == []
    assert unmarked.count(b"\r\n") == data.count(b"\r\n")
    ast.parse(after.decode(encoding))
    assert [d.finding.code for d in done.remaining.findings if furthest(d, level)] == []
    assert repaired(after, level)[0] == after
    assert newline


@SLOW
@given(programs(), st.randoms(use_true_random=False))
def test_any_choice_of_fixes_in_any_order_gives_a_program(
    program: tuple[bytes, str, str], chance: random.Random
) -> None:
    data, encoding, _ = program
    outcome = check(data)
    some = [dated for dated in outcome.findings if chance.random() < 0.6]
    chance.shuffle(some)
    planned = plan(some, "unsafe")
    result = spliced(planned.chosen, outcome.contents, outcome.encodings).get("s.py", data)
    ast.parse(result.decode(encoding))
    again = check(result)
    assert again.errors == outcome.errors
    left = Counter(d.finding.code for d in again.findings if not d.finding.fixes)
    had = Counter(d.finding.code for d in outcome.findings if not d.finding.fixes)
    assert left == had, "a finding that nobody fixed went away, or came"


def test_every_form_takes_part() -> None:
    assert {cell.form for cell in PARTS} == set(FORMS)
