"""A few file events as version 1 and as version 2 of the API tell them, and searches among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import ge, le
from typing import Any

V1: list[dict[str, Any]] = [
    {
        "eventId": "e-1", "eventTimestamp": "2026-01-01T08:00:00Z", "eventType": "CREATED", "fileName": "plan.docx",
        "filePath": "C:/Users/ann/", "fileSize": 10, "md5Checksum": "aa", "deviceUserName": "ann@example.com",
        "insertionTimestamp": "2026-01-01T09:00:00Z", "osHostName": "PC-1", "riskScore": 3, "fileCategory": "Document",
        "exposure": ["ApplicationRead"],
        "tabs": [{"title": "Drive", "url": "https://drive.example.com"}], "tabUrl": "https://drive.example.com",
    },
    {
        "eventId": "e-2", "eventTimestamp": "2026-02-01T08:00:00Z", "eventType": "DELETED", "fileName": "notes.txt",
        "filePath": "C:/Users/bob/", "fileSize": 20, "md5Checksum": None, "deviceUserName": "bob@example.com",
        "insertionTimestamp": "2026-02-01T09:00:00Z", "osHostName": "PC-2", "riskScore": 0, "fileCategory": "Document", "exposure": [],
        "tabs": [], "tabUrl": None,
    },
    {
        "eventId": "e-3", "eventTimestamp": "2026-03-01T08:00:00Z", "eventType": "CREATED", "fileName": "plan.docx",
        "filePath": "C:/Users/cem/", "fileSize": 30, "md5Checksum": "cc", "deviceUserName": "cem@example.com",
        "insertionTimestamp": "2026-03-01T09:00:00Z", "osHostName": "PC-3", "riskScore": 9, "fileCategory": "Document", "exposure": ["IsPublic"],
        "tabs": [], "tabUrl": None,
    },
]  # fmt: skip
V2: list[dict[str, Any]] = [
    {
        "@timestamp": "2026-01-01T08:00:00Z",
        "event": {"id": "e-1", "action": "application-read", "inserted": "2026-01-01T09:00:00Z"},
        "user": {"email": "ann@example.com"},
        "file": {
            "name": "plan.docx",
            "directory": "C:/Users/ann/",
            "sizeInBytes": 10,
            "category": "Document",
            "hash": {"md5": "aa"},
        },
        "source": {"name": "PC-1"},
        "destination": {"tabs": [{"title": "Drive", "url": "https://drive.example.com"}]},
        "risk": {"score": 3},
    },
    {
        "@timestamp": "2026-02-01T08:00:00Z",
        "event": {"id": "e-2", "action": "file-deleted", "inserted": "2026-02-01T09:00:00Z"},
        "user": {"email": "bob@example.com"},
        "file": {
            "name": "notes.txt",
            "directory": "C:/Users/bob/",
            "sizeInBytes": 20,
            "category": "Document",
            "hash": {"md5": None},
        },
        "source": {"name": "PC-2"},
        "destination": {"tabs": []},
        "risk": {"score": 0},
    },
    {
        "@timestamp": "2026-03-01T08:00:00Z",
        "event": {"id": "e-3", "action": "file-created", "inserted": "2026-03-01T09:00:00Z"},
        "user": {"email": "cem@example.com"},
        "file": {
            "name": "plan.docx",
            "directory": "C:/Users/cem/",
            "sizeInBytes": 30,
            "category": "Document",
            "hash": {"md5": "cc"},
        },
        "source": {"name": "PC-3"},
        "destination": {"tabs": []},
        "risk": {"score": 9},
    },
]
_TERMS = (
    *V1[0],
    "@timestamp",
    *(f"{name}.{key}" for name, part in V2[0].items() if isinstance(part, dict) for key in part),
)
_ORDERS = {"ON_OR_AFTER": ge, "ON_OR_BEFORE": le, "GREATER_THAN": ge, "LESS_THAN": le}


def answer(path: str, body: Any) -> dict[str, Any]:
    """The reply to a search. A term of the other version finds nothing; what no event has leaves nothing out."""
    events = V1 if "v1" in path else V2
    query = body if isinstance(body, dict) else {}
    found = [event for event in events if _fits(event, query)]
    key = query.get("srtKey")
    if key and all(_at(event, key) is not None for event in found):
        found.sort(key=lambda event: _at(event, key), reverse=query.get("srtDir") == "desc")
    size = int(query.get("pgSize") or len(events))
    first = int(query.get("pgToken") or (int(query.get("pgNum") or 1) - 1) * size)
    token = str(first + size) if first + size < len(found) else None
    return {"totalCount": len(found), "fileEvents": found[first : first + size], "nextPgToken": token, "problems": None}


def _fits(event: Mapping[str, Any], query: Mapping[str, Any]) -> bool:
    groups = query.get("groups") or []
    return all(any_or_all(group)(_holds(event, one) for one in group.get("filters", ())) for group in groups)


def any_or_all(group: Mapping[str, Any]) -> Any:
    """How the filters of a group are put together."""
    return any if group.get("filterClause") == "OR" else all


def _holds(event: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    value, wanted = _at(event, one["term"]), one.get("value")
    if one["operator"].startswith("IS") and not any(wanted == _at(each, term) for each in V1 + V2 for term in _TERMS):
        return value is not None or one["term"] not in _TERMS
    match one["operator"]:
        case "EXISTS":
            return bool(value)
        case "IS_NOT":
            return bool(value != wanted)
        case "IS":
            return bool(value == wanted)
        case operator:
            return value is not None and bool(_ORDERS[operator](str(value), str(wanted)))


def _at(event: Mapping[str, Any], term: str) -> Any:
    """The value of a search term, None where the event has none."""
    return next(iter(_values(event, term.split("."))), None)


def _values(value: Any, keys: list[str]) -> Iterator[Any]:
    if isinstance(value, Mapping) and keys:
        yield from _values(value.get(keys[0]), keys[1:])
    elif not keys:
        yield value
