from __future__ import annotations

from typing import TYPE_CHECKING

from py42.sdk import SDKClient, from_api_client
from py42.sdk.queries.fileevents.v2 import FileEventQuery, filters

if TYPE_CHECKING:
    from other.vendor import Sdk


def hold(c: SDKClient, uid: str) -> None:
    c.watchlists.create("DEPARTING_EMPLOYEE")
    c.cases.create("name")
    c.legalhold.create_policy("p")


def other(sdk: "Sdk") -> None:
    sdk.alerts.search("x")
    sdk.cases.create("name")


def main() -> None:
    c = from_api_client("console.us.code42.com", "key-1", "s")
    hold(c, "1")
    query = FileEventQuery.all(filters.file.Name.eq("x"))
    c.securitydata.search_file_events(query)
