"""What is rewritten, token by token, and what never is."""

from __future__ import annotations

import pytest

from tests.checking import codes, fixed, notes

V1 = "py42.sdk.queries.fileevents"
QUERY = f"from {V1}.file_event_query import FileEventQuery\n"
CLIENT = 'import py42.sdk\nsdk = py42.sdk.from_api_client("console.us.code42.com", k, s)\n'
NEW = 'import incydr\nclient = incydr.Client(url="https://api.us.code42.com", api_client_id=k, api_client_secret=s)\n'
INCYDR = "import incydr\nclient = incydr.Client(u, k, s)\n"
LOCAL = "import py42.sdk\nsdk = py42.sdk.from_local_account({}, u, p)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            f"from {V1}.v1 import FileEventQuery, MD5\nq = FileEventQuery(MD5.eq(x))\n",
            (
                f"from {V1}.v2.file_event_query import FileEventQuery\nfrom {V1}.v2.filters.file import MD5\n"
                "q = FileEventQuery(MD5.eq(x))\n"
            ),
        ),
        (
            f"def f():\n    from {V1}.v1 import FileEventQuery, FileName as N\n    return FileEventQuery.all(N.eq(x))\n",
            (
                f"def f():\n    from {V1}.v2.file_event_query import FileEventQuery\n    from {V1}.v2.filters.file import Name as N\n"
                "    return FileEventQuery.all(N.eq(x))\n"
            ),
        ),
        (
            f"try: from {V1}.v1 import FileEventQuery, SHA256\nexcept ImportError: pass\nFileEventQuery(SHA256.eq(x))\n",
            (
                f"try: from {V1}.v2.file_event_query import FileEventQuery; from {V1}.v2.filters.file import SHA256\n"
                "except ImportError: pass\nFileEventQuery(SHA256.eq(x))\n"
            ),
        ),
        (
            QUERY.replace("\n", "\r\n")
            + f"from {V1}.filters import FileOwner, RiskScore\r\nFileEventQuery(FileOwner.eq(x))\r\n",
            QUERY.replace("fileevents", "fileevents.v2").replace("\n", "\r\n")
            + f"from {V1}.v2.filters.file import Owner as FileOwner\r\nfrom {V1}.v2.filters.risk import Score as RiskScore\r\n"
            "FileEventQuery(FileOwner.eq(x))\r\n",
        ),
        (
            CLIENT + "sdk.securitydata.savedsearches.get( )\n",
            NEW + "client.file_events.v2.list_saved_searches( )\n",
        ),
        (
            INCYDR + "client.devices.v1.get_page(active = True)\n",
            INCYDR + "client.agents.v1.get_page(active = True)\n",
        ),
        (
            INCYDR + "client.watchlists.v1.remove_included_users(w, user_ids=ids)\n",
            INCYDR + "client.watchlists.v2.remove_included_actors(w, actor_ids=ids)\n",
        ),
        (
            LOCAL.format('"console.gov.code42.com"') + "print(sdk.watchlists.get(w))\n",
            (
                "import incydr\nclient = incydr.Client()\n"
                "# c42migrate: review[C42-949] the reply is a model now, no dictionary\nprint(client.watchlists.v2.get(w))\n"
            ),
        ),
    ],
)
def test_rewritten(before: str, after: str) -> None:
    assert fixed(before) == after
    assert fixed(before, level="safe") == before
    assert fixed(after) == after


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            QUERY + f"from {V1}.filters import FileSize\nFileEventQuery(FileSize.greater_than(3))\n",
            "FileSize.greater_than",
        ),
        (
            QUERY + f"from {V1}.filters import DestinationName as D\nFileEventQuery(D.exists())\n",
            "DestinationName.exists",
        ),
        (QUERY + f"from {V1}.filters import FileName, ExposureType\nFileEventQuery(FileName.eq(x))\n", "ExposureType"),
        (QUERY + f"from {V1}.filters import *\nFileEventQuery(Actor.eq(x))\n", "Actor"),
        (QUERY + f"from {V1} import filters\nFileEventQuery(filters.MD5.eq(x))\n", "module"),
        (QUERY + f"from {V1}.filters import MD5\nq = FileEventQuery(MD5.eq(x))\nq.sort_key = 'fileName'\n", "sort_key"),
        (QUERY + "q = FileEventQuery.from_dict(old)\n", "from_dict"),
        (f"from {V1}.filters import MD5\ndef mine(x):\n    return MD5.eq(x)\n", "elsewhere"),
        (QUERY + f"from {V1}.filters import (MD5,  # sums\n    FileName)\nFileEventQuery(MD5.eq(x))\n", "exactly"),
    ],
)
def test_left_alone_with_a_reason(text: str, reason: str) -> None:
    assert fixed(text) == text
    assert [note for note in notes(text) if note.startswith("not rewritten") and reason in note]


@pytest.mark.parametrize(
    "call",
    [
        "client.watchlists.v1.get_included_user(w, **more)",
        "client.devices.v1.iter_all(True, False)",
        "client.devices.v1.get_page(blocked=True)",
        "client.devices.v1.get_page(sort_key=key)",
        "handler = client.watchlists.v1.add_included_users",
    ],
)
def test_a_call_that_would_mean_something_else_is_left_alone(call: str) -> None:
    text = f"{INCYDR}{call}\n"
    assert codes(text)
    assert fixed(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("code42 security-data saved-search list\n", "incydr file-events list-saved-searches\n"),
        ("x=$(code42 cases show $n)\n", "x=$(incydr cases show $n)\n"),
        (
            "code42 cases update 7 --status=CLOSED --findings 'a b'\n",
            "incydr cases update 7 --status=CLOSED --findings 'a b'\n",
        ),
        ("incydr watchlists add W --users 1 --departments x\n", "incydr watchlists add W --actors 1 --departments x\n"),
    ],
)
def test_commands_rewritten(before: str, after: str) -> None:
    assert fixed(before, "a.sh") == after


@pytest.mark.parametrize(
    "line",
    [
        "code42 cases list --status OPEN --begin-create-time 2026-01-01",
        "code42 --profile other cases list",
        "/opt/bin/code42 cases list",
        "code42 cases show $a $b",
        "code42 users deactivate a@example.com b@example.com",
        "code42 security-data search -b 3d --or-query",
    ],
)
def test_commands_left_alone(line: str) -> None:
    assert codes(f"{line}\n", "a.sh")
    assert fixed(f"{line}\n", "a.sh") == f"{line}\n"
