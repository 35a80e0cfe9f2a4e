"""Ids that move from the body into the path, in random programs that are run before and after."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof.packages import written
from tests.proof.proofs import run
from tests.server.local import running, wired
from tests.server.play import Code42
from tests.server.world import World

CONSOLE, API = "https://console.us.code42.com", "https://api.us.code42.com"


@dataclass(frozen=True)
class Move:
    """A call whose ``id`` leaves the body: the other members, and those the new call has no use for."""

    url: str
    id: str
    others: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


DETECTION = f"{API}/v1/detection-lists/user"
MOVES = [
    Move(f"{CONSOLE}/api/v1/UserMoveProcess", "userId", ("parentOrgId",)),
    Move(f"{DETECTION}/updatenotes", "userId", ("notes",), ("tenantId",)),
    Move(f"{DETECTION}/getbyid", "userId", (), ("tenantId",)),
    Move(f"{DETECTION}/getbyusername", "username", (), ("tenantId",)),
    Move(f"{API}/v1/alert-rules/query-users", "ruleId", (), ("tenantId",)),
    Move(f"{API}/v1/alert-rules/remove-all-users", "ruleId", (), ("tenantId",)),
]
KNOWN = {"userId": "uid", "username": "uid", "ruleId": "uid", "parentOrgId": "'org-1'", "notes": "'moved'"}
KNOWN |= {"tenantId": "'t-1'"}


@dataclass(frozen=True)
class Program:
    """A program, what it moves, and whether its body has a member the new call may not take."""

    text: str
    move: Move
    strange: bool


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """One request: members in any order, in any layout, the URL in several forms, the body as a display or dumped."""
    move, strange = draw(st.sampled_from(MOVES)), draw(st.integers(0, 4)) == 0
    keys = draw(st.permutations([move.id, *move.others, *move.gone, *(["surprise"] if strange else [])]))
    quote, gap, end = (
        draw(st.sampled_from("\"'")),
        draw(st.sampled_from([" ", "\n        "])),
        draw(st.sampled_from(["", ","])),
    )
    body = f",{gap}".join(f"{quote}{key}{quote}: {KNOWN.get(key, 1)}" for key in keys) + end
    url = draw(
        st.sampled_from([f'"{move.url}"', f"'{move.url}'", f'BASE + "{_path(move)}"', f'f"{{BASE}}{_path(move)}"'])
    )
    sent = draw(st.sampled_from([f"json={{{body}}}", f"data=json.dumps({{{body}}})"]))
    beside = draw(st.permutations([sent, "headers=HEADERS", "timeout=5"]))
    arguments = f",{draw(st.sampled_from([' ', chr(10) + '        ']))}".join([url, *beside])
    base = move.url.removesuffix(_path(move))
    head = f"import json\nimport requests\nBASE = '{base}'\n"
    call = f"    HEADERS = {{'Authorization': 'Bearer ' + token}}\n    return requests.post({arguments}).status_code\n"
    return Program(f"{head}def main(token, uid):\n{call}", move, strange)


def _path(move: Move) -> str:
    return "/" + move.url.split("/", 3)[3]


@pytest.fixture(scope="module")
def server() -> Iterator[Code42]:
    with warnings.catch_warnings(), running(Code42(World())) as playing, wired(playing.server_port):
        warnings.simplefilter("ignore", ResourceWarning)
        yield playing


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(program=programs())
def test_the_id_is_in_the_path_and_the_rest_in_the_body(server: Code42, program: Program) -> None:
    fixed = written(program.text, "s.py", "unsafe")
    if program.strange:
        assert fixed == program.text
        return
    before, after = (run(text, ["secret", "u-77"], server, gone=False).verdicts for text in (program.text, fixed))
    assert [(v.state, v.why) for v in before] == [("deprecated", "")]
    assert [(v.state, v.why) for v in after] == [("live", "")]
    assert before[0].operation in {"", after[0].operation}
    assert "/u-77" in after[0].call.path
    assert Counter(after[0].values) == Counter(before[0].values) - Counter(["t-1"] if program.move.gone else [])
    left = after[0].call.body or {}
    assert program.move.id not in left
    assert len(left) == len(program.move.others)
    assert written(fixed, "s.py", "unsafe") == fixed
