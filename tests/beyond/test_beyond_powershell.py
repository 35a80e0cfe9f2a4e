"""``fix`` over PowerShell: no shell to run it with is on the index, so the requests that are read are replayed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from c42migrate.catalogue import current
from c42migrate.files.source import Source
from c42migrate.model import Request
from c42migrate.readers.powershell import read
from tests.beyond import marked
from tests.server.world import Call, Verdict, World, read_call

SCRIPTS = sorted((Path(__file__).parent / "powershell").glob("*.ps1"))
WORLD = World()


def judged(text: str) -> list[Verdict]:
    """What the local Code42 says of every request that is known to its last character."""
    usages = read([Source("s.ps1", text, "powershell")], current().lexicon)[0].usages
    calls = [usage for usage in usages if isinstance(usage, Request) and usage.client and usage.url.known]
    return [WORLD.judge(_call(call)) for call in calls]


def _call(request: Request) -> Call:
    url = urlsplit(request.url.known or "")
    headers = {head.name: str(head.value) for head in request.headers}
    return read_call(request.verb.name if request.verb else "GET", url.path, {"Host": url.netloc, **headers}, b"")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_before_deprecated_after_live(script: Path, tmp_path: Path) -> None:
    text = script.read_text(encoding="utf-8")
    before, after = judged(text), judged(marked.fixed(tmp_path / script.name, text).decode("utf-8"))
    assert [verdict.state for verdict in before] == ["deprecated"] * len(before) != []
    assert [(verdict.state, str(verdict.call)) for verdict in after if verdict.state != "live"] == []
    assert [(v.operation, v.values) for v in before] == [(v.operation, v.values) for v in after]
