"""Reads of a reply's keys under their new names."""

from __future__ import annotations

from textwrap import dedent

import pytest

from c42migrate.edits import splice
from c42migrate.fixes.reply_keys import KeyPlan, KeyTable, key_plan
from c42migrate.model import Request
from tests.readers.python_support import usages

GET = 'requests.get("https://console.us.code42.com/api/User")'
TABLE = KeyTable(
    {
        "data": "",
        "data.orgs": "organizations",
        "hits.[].fileName": "hits.[].file.name",
        "hits.[].md5": "hits.[].file.hash.md5",
        "hits.[].kind": "hits.[].event.action",
    },
    {"hits.[].shared": "shared has no equivalent"},
    {"hits.[].kind": "kind has other values"},
)


def planned(code: str) -> tuple[str, KeyPlan]:
    """The script with the edits made, and the plan; ``GET`` stands for a request."""
    text = "import requests\n" + dedent(code).replace("GET", GET)
    found = [usage.reply for usage in usages(text) if isinstance(usage, Request) and usage.reply is not None]
    plan = key_plan(found[0], TABLE, {"script.py": text.encode()})
    after = splice(text.encode(), list(plan.edits)).decode()
    return after.replace(GET, "GET").removeprefix("import requests\n"), plan


REWRITTEN = {
    "an item": ('print(GET.json()["hits"][0]["fileName"])', 'print(GET.json()["hits"][0]["file"]["name"])'),
    "single quotes": ("print(GET.json()['hits'][0]['md5'])", "print(GET.json()['hits'][0]['file']['hash']['md5'])"),
    "get": (
        'for e in GET.json().get("hits", []):\n    print(e.get("fileName"))',
        'for e in GET.json().get("hits", []):\n    print(e.get("file", {}).get("name"))',
    ),
    "get with a default": (
        'for e in GET.json()["hits"]:\n    print(e.get("md5", "-"))',
        'for e in GET.json()["hits"]:\n    print(e.get("file", {}).get("hash", {}).get("md5", "-"))',
    ),
    "a wrapper that is gone": ('d = GET.json()["data"]\nprint(d["orgs"])', 'd = GET.json()\nprint(d["organizations"])'),
    "a wrapper that is gone, with a default": (
        'print(GET.json().get("data", {}).get("orgs", []))',
        'print(GET.json().get("organizations", []))',
    ),
    "a method of the value": (
        'print(GET.json()["hits"][0]["fileName"].lower())',
        'print(GET.json()["hits"][0]["file"]["name"].lower())',
    ),
    "in a formatted string": (
        "for e in GET.json()['hits']:\n    print(f\"{e['fileName']}\")",
        "for e in GET.json()['hits']:\n    print(f\"{e['file']['name']}\")",
    ),
    "a key in a constant": (
        'KEY = "fileName"\nprint(GET.json()["hits"][0][KEY])',
        'KEY = "fileName"\nprint(GET.json()["hits"][0]["file"]["name"])',
    ),
    "a helper": (
        'def show(e):\n    print(e["fileName"])\nfor e in GET.json()["hits"]:\n    show(e)',
        'def show(e):\n    print(e["file"]["name"])\nfor e in GET.json()["hits"]:\n    show(e)',
    ),
    "a comprehension": (
        'print({e["md5"]: e["fileName"] for e in GET.json()["hits"] if e["size"]})',
        'print({e["file"]["hash"]["md5"]: e["file"]["name"] for e in GET.json()["hits"] if e["size"]})',
    ),
    "a key of the program's own": (
        'for e in GET.json()["hits"]:\n    print({"fileName": e["fileName"]})',
        'for e in GET.json()["hits"]:\n    print({"fileName": e["file"]["name"]})',
    ),
    "sorted by a key": (
        'print([1 for e in sorted(GET.json()["hits"], key=lambda e: e["fileName"])])',
        'print([1 for e in sorted(GET.json()["hits"], key=lambda e: e["file"]["name"])])',
    ),
    "other keys stay": ('r = GET\nprint(r.status_code, r.json()["totalCount"])', None),
    "a key of the program's own is put there": (
        'for e in GET.json()["hits"]:\n    e["host"] = 1\n    print(e["host"], e["md5"])',
        'for e in GET.json()["hits"]:\n    e["host"] = 1\n    print(e["host"], e["file"]["hash"]["md5"])',
    ),
    "asked for a key that stays": ('found = GET.json()\nif "hits" in found:\n    print(1)', None),
    "sorted in place": (
        'hits = GET.json()["hits"]\nhits.sort(key=lambda e: e["md5"])',
        'hits = GET.json()["hits"]\nhits.sort(key=lambda e: e["file"]["hash"]["md5"])',
    ),
    "counted": ('print(len(GET.json()["hits"]))', None),
    "of another reply": ('GET\nprint(requests.get("https://example.com/x").json()["fileName"])', None),
    "a text that is loaded": (
        'import json\nprint(json.loads(GET.text)["hits"][0]["fileName"])',
        'import json\nprint(json.loads(GET.text)["hits"][0]["file"]["name"])',
    ),
    "the default is a call over two lines": (
        'print(GET.json()["hits"][0].get(\n    "fileName",\n    str(1),\n))',
        'print(GET.json()["hits"][0].get("file", {}).get("name", str(1)))',
    ),
    "parentheses": ('print((GET.json()["hits"][0])["fileName"])', 'print((GET.json()["hits"][0])["file"]["name"])'),
}


@pytest.mark.parametrize(("before", "after"), REWRITTEN.values(), ids=REWRITTEN)
def test_reads_are_rewritten(before: str, after: str | None) -> None:
    text, plan = planned(before)
    assert (text, plan.obstacle, plan.handed_on) == (before if after is None else after, "", ())


REFUSED = {
    "all keys": 'for k, v in GET.json()["hits"][0].items():\n    print(k)',
    "asked for a key": 'for e in GET.json()["hits"]:\n    if "fileName" in e:\n        print(1)',
    "a key that is not known": 'for e in GET.json()["hits"]:\n    print([e[k] for k in ("fileName", "md5")])',
    "changed": 'for e in GET.json()["hits"]:\n    e["fileName"] = "x"',
    "changed under a new name": 'for e in GET.json()["hits"]:\n    e["file"] = "x"',
    "taken out": 'for e in GET.json()["hits"]:\n    print(e.pop("fileName"))',
    "deleted": 'for e in GET.json()["hits"]:\n    del e["fileName"]',
    "gone through": 'for e in GET.json()["hits"]:\n    for key in e:\n        print(key)',
    "filled into a text by name": 'for e in GET.json()["hits"]:\n    print("%(fileName)s" % e)',
    "filled into a template by name": 'for e in GET.json()["hits"]:\n    print("{0[fileName]}".format(e))',
    "spread": 'for e in GET.json()["hits"]:\n    save(**e)',
    "sorted by a name": 'from operator import itemgetter\nprint(sorted(GET.json()["hits"], key=itemgetter("md5")))',
    "a constant in a formatted string": 'K = "md5"\nfor e in GET.json()["hits"]:\n    print(f"{e[K]}")',
    "compared": 'print(GET.json()["hits"] == old)',
}


@pytest.mark.parametrize("code", REFUSED.values(), ids=REFUSED)
def test_what_is_not_followed_is_refused(code: str) -> None:
    text, plan = planned(code)
    assert plan.obstacle
    assert not plan.edits
    assert text == code


NOTED = {
    "printed": ('print(GET.json()["hits"][0])', 1, 0, 0),
    "dumped": ("import json\nprint(json.dumps(GET.json()))", 1, 0, 0),
    "handed on": ('save(GET.json()["hits"])', 0, 0, 1),
    "returned to nobody": ("def f():\n    return GET.json()", 0, 0, 1),
    "its text is handed on": ("save(GET.text)", 0, 0, 1),
    "without an equal": ('print(GET.json()["hits"][0]["shared"])', 0, 1, 0),
    "with other values": ('print(GET.json()["hits"][0]["kind"])', 1, 0, 0),
    "a status": ("r = GET\nsave(r.status_code)\nr.raise_for_status()", 0, 0, 0),
    "a value": ('save(GET.json()["hits"][0]["fileName"])', 0, 0, 0),
}


@pytest.mark.parametrize(("code", "marks", "gone", "handed"), NOTED.values(), ids=NOTED)
def test_what_a_person_must_look_at_is_said(code: str, marks: int, gone: int, handed: int) -> None:
    _, plan = planned(code)
    assert (plan.obstacle, len(plan.marks), len(plan.gone), len(plan.handed_on)) == ("", marks, gone, handed)


def test_what_else_a_read_may_be_is_said() -> None:
    _, plan = planned('r = GET if x else load()\nprint(r.json()["hits"][0]["fileName"])')
    assert len(plan.beside) == 1
