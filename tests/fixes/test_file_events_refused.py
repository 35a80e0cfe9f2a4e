"""A search of file events that cannot move says for which name, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from c42migrate import engine
from c42migrate.options import CheckOptions
from tests.fixes.programs_support import AS_OF

HEAD = 'import requests\nURL = "https://api.us.code42.com/v1/file-events"\n'
ASK = HEAD + 'found = requests.post(URL, json={"groups": []}).json()\n'
EXPOSURE = "exposure has no equivalent (nothing; it is spread over event.action, event.shareType and risk.indicators)"

REFUSED = {
    "a term without an equal": (
        HEAD + 'requests.post(URL, json={"groups": [{"filters": [{"term": "exposure"}]}]})\n',
        EXPOSURE,
    ),
    "a term with other values": (
        HEAD + 'requests.post(URL, json={"groups": [{"filters": [{"term": "eventType"}]}]})\n',
        "eventType has no equivalent (event.action, with other values such as file-created)",
    ),
    "no term at all": (
        HEAD + 'requests.post(URL, json={"groups": [{"filters": [{"term": "filename"}]}]})\n',
        "filename is no term that is known",
    ),
    "a term of the new version": (
        HEAD + 'requests.post(URL, json={"groups": [{"filters": [{"term": "file.name"}]}]})\n',
        "file.name is no term that is known",
    ),
    "a term that is not known": (
        HEAD + 'requests.post(URL, json={"groups": [], "srtKey": input()})\n',
        "a key or search term of the body is not visible here",
    ),
    "a key without an equal": (
        ASK + 'print(found["fileEvents"][0]["exposure"])\n',
        f"{EXPOSURE}, and is read from the reply on line 4",
    ),
    "a key whose values are compared": (
        ASK + 'print(found["fileEvents"][0]["eventType"] == "CREATED")\n',
        "eventType has other values now, and what is done depends on them",
    ),
    "columns": (
        ASK + 'import pandas\nprint(pandas.DataFrame(found["fileEvents"])[["fileName"]])\n',
        "the reply is handed to pandas.DataFrame, and fileName on line 5 may be read from it",
    ),
    "a key in a loop": (
        ASK + 'print([found["fileEvents"][0][key] for key in ("fileName", "filePath")])\n',
        "the use of the reply on line 4 cannot be traced",
    ),
    "an alias": (
        HEAD + 'q = {"groups": []}\ng = q["groups"]\ng.append({"filters": []})\nrequests.post(URL, json=q)\n',
        "a key or search term of the body is not visible here",
    ),
    "a made-up reply": (
        ASK + 'print(found["fileEvents"][0]["fileName"])\nMADE = {"fileEvents": []}\n',
        "a reply is made up on line 5, which must change as well",
    ),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_it_says_why(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(text)
    found = [one.finding for one in engine.check(CheckOptions((str(tmp_path),), AS_OF)).findings]
    call = next(finding for finding in found if finding.code == "C42-501")
    assert (call.fixes, call.notes) == ((), (f"not rewritten: {reason}",))
    names = [finding for finding in found if finding.code in {"C42-803", "C42-804"}]
    assert not any(finding.fixes for finding in names)
    assert all(finding.notes[0].startswith("not rewritten: ") for finding in names)
