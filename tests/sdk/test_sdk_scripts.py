"""Scripts fail before and work after: run with the real py42 and the real incydr against a local server."""

from __future__ import annotations

import pytest

from tests.sdk.sdk_support import fixed, run

pytest.importorskip("incydr")
pytest.importorskip("py42")

CLIENT = 'sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")\n'

QUERY = f"""\
import py42.sdk
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import FileName, MD5, RiskScore as Score
from py42.sdk.queries.fileevents.filters.event_filter import (
    EventTimestamp,
)

{CLIENT}
query = FileEventQuery.all(
    FileName.is_in(["plan.docx"]),
    EventTimestamp.within_the_last(EventTimestamp.THREE_DAYS),
    MD5.not_exists(),
    Score.greater_than(3),
)
print(sdk.securitydata.search_file_events(query)["totalCount"])
"""

STAR = f"""\
import py42.sdk
from py42.sdk.queries.fileevents.v1 import *

{CLIENT}
query = FileEventQuery.any(TabURL.exists(), RiskSeverity.is_in([RiskSeverity.HIGH]))
print(sdk.securitydata.search_file_events(query)["totalCount"])
"""

SAVED = f"""\
import py42.sdk

{CLIENT}
for search in sdk.securitydata.savedsearches.get()["searches"]:
    query = sdk.securitydata.savedsearches.get_query(search["id"], page_size=5)
    print(sdk.securitydata.savedsearches.execute(search["id"], use_v2=False)["totalCount"], query.version)
"""

CURRENT = """\
import incydr

client = incydr.Client("https://api.us.code42.com", "key-1", "secret")
client.watchlists.v1.add_included_users("w1", user_ids=["1"])
print(client.watchlists.v1.get("w1").title)
print(client.devices.v1.get_device(device_id="9").name)
"""

MOVED = """\
from py42.sdk import from_local_account

sdk = from_local_account("console.us.code42.com", "key-1", password="secret")
print(sdk.watchlists.get("w1"))
sdk.watchlists.delete("w1")
"""


@pytest.mark.parametrize(
    ("script", "after"),
    [
        (QUERY, "POST /v2/file-events"),
        (STAR, "POST /v2/file-events"),
        (SAVED, "GET /v2/file-events/saved-searches"),
        (CURRENT, "POST /v2/watchlists/w1/included-actors/add"),
        (MOVED, "DELETE /v2/watchlists/w1"),
    ],
    ids=["query", "star", "saved", "incydr", "moved"],
)
def test_the_rewritten_script_works_where_the_old_one_failed(script: str, after: str) -> None:
    assert run(script)[0]
    failed, _, calls = run(fixed(script))
    assert not failed, failed
    assert after in [f"{method} {path}" for method, path, _ in calls]


def test_the_terms_sent_are_those_of_version_2() -> None:
    *_, calls = run(fixed(QUERY))
    body = next(body for _, path, body in calls if path.endswith("/file-events"))
    assert [term in body for term in ("file.name", "@timestamp", "file.hash.md5", "risk.score", "event.id")] == [
        True
    ] * 5
