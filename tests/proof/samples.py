"""One request for every rule that can be fixed: made from the published operation, or stated here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import CommandMatch, CredentialMatch, RequestFix, RequestMatch, RequirementMatch, Rule, SymbolMatch
from tests.proof.scripts import Asked
from tests.server.world import World, blank

CONSOLE, API = "console.us.code42.com", "api.us.code42.com"


@dataclass(frozen=True)
class Sample:
    """A rule and a request it covers.

    ``old``: what the server must see before (see ``Verdict.old``), "" when it refuses the call as wrong.
    ``renamed``: values that change their names on purpose. ``after``: a line that reads the reply. ``shrinks``: the
    new path has fewer segments before a hole or the end, so that an item of a joined list would have to go: no edit.
    ``gone``: values that the new call has no use for.
    """

    rule: Rule
    asked: Asked
    old: str
    renamed: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    shrinks: bool = False
    gone: tuple[str, ...] = ()


def _events(*terms: str, sort: str = "") -> dict[str, Any]:
    filters = [{"operator": "IS", "term": term, "value": f"value of {term}"} for term in terms]
    query: dict[str, Any] = {"groups": [{"filterClause": "AND", "filters": filters}], "groupClause": "AND"}
    return {**query, "srtKey": sort, "srtDir": "asc", "pgSize": 100} if sort else query


EVENTS = _events("fileName", "filePath", sort="eventId")
EXPORT = {key: value for key, value in EVENTS.items() if key != "pgSize"}

KINDS = ("cloud-share-permissions", "endpoint-exfiltration", "file-type-mismatch", "file-name")

# Rule name → parts of the request that the tables do not tell.
STATED: dict[str, dict[str, Any]] = {
    "url-shape-root": {"path": "/Computer/{guid}"},
    "url-shape-api-unversioned": {"path": "/api/computer/{guid}", "query": "?idType=guid"},
    "url-shape-webapp-api-unversioned": {"path": "/console/api/User/{number}"},
    "url-shape-webapp-api-v1": {"path": "/app/api/v1/User/{number}"},
    "url-shape-webapp-api-v2": {"path": "/console/api/v2/Computer/{guid}"},
    "url-shape-c42api-v3": {"path": "/c42api/v3/BackupSets/{guid}/{destination}"},
    "url-shape-lowercase-resource": {"path": "/api/v1/user/{number}"},
    "url-shape-lowercase-resource-v2": {"path": "/api/v2/computer/{guid}"},
    "host-api-prod-ffs-us2": {"path": "/v1/users/{number}", "host": "api.prod.ffs.us2.code42.com"},
    "auth-v3-user-token-scheme": {"path": "/api/v1/User/my", "headers": '{"Authorization": "v3_user_token " + token}'},
    "param-user-email-promo": {
        "path": "/api/v1/User",
        "method": "POST",
        "body": {"username": "a@example.com", "emailPromo": False, "orgId": 2},
    },
    "org-create": {"body": {"orgName": "Berlin", "notes": "new", "parentOrgUid": "u-7"}},
    "org-update": {"body": {"orgName": "Berlin", "notes": "moved"}},
    "lh-list-custodians": {"query": "?legalHoldUid=m-1"},
    "lh-add-custodian": {"body": {"legalHoldUid": "m-1", "userUid": "u-1"}},
    "org-list": {"query": "?active=true"},
    "fe-search": {"body": EVENTS},
    "fe-export": {"body": EXPORT},
    "fe-grouping": {"body": {**_events("fileName", "filePath"), "groupingTerm": "fileName"}},
    "alert-update-state": {"body": {"tenantId": "t", "alertIds": ["a-1", "a-2"], "state": "IN_PROGRESS"}},
    "urp-patch-one": {"body": {"notes": "moved"}},
    "arp-patch-one": {"body": {"notes": "moved"}},
    "rule-update-is-enabled": {"body": {"tenantId": "t", "ruleIds": ["r-1"], "isEnabled": True}},
    "rule-remove-all-users": {"body": {"tenantId": "t", "ruleId": "r-1"}},
    "rule-query-users": {"body": {"tenantId": "t", "ruleId": "r-1"}},
    **{f"rule-query-{kind}-rule": {"body": {"tenantId": "t", "ruleIds": ["r-1"]}} for kind in KINDS},
    "user-move": {"body": {"userId": "u-1", "parentOrgId": "o-1"}},
    "dl-user-getbyid": {"body": {"tenantId": "t", "userId": "u-1"}},
    "dl-user-getbyusername": {"body": {"tenantId": "t", "username": "anna"}},
    "dl-user-updatenotes": {"body": {"tenantId": "t", "userId": "u-1", "notes": "moved"}},
    "wl-get-root": {"query": "?page=1&page_size=50"},
    "wl-patch-watchlist-id": {"query": "?paths=title", "body": {"title": "Leavers"}},
    "dev-list": {"query": "?active=true&sortKey=NAME&sortDirection=ASC&page=1&pageSize=10"},
    "ta-get-root": {"query": "?type=DOMAIN&pgNum=1&pgSize=10"},
    "file-event-terms-v1": {"path": "/v1/file-events", "method": "POST", "body": EVENTS},
    "field-filecategory-bybytes-v2": {"path": "/v2/file-events", "method": "POST", "body": _events("file.name")},
    "field-filecategory-byext-v2": {"path": "/v2/file-events", "method": "POST", "body": _events("file.name")},
    "term-filecategory-v2": {"path": "/v2/file-events", "method": "POST", "body": _events("file.categoryByBytes")},
    "term-relatedevents": {
        "path": "/v2/file-events",
        "method": "POST",
        "body": _events("event.relatedEvents.agentTimestamp"),
    },
    "term-event-extension": {"path": "/v2/file-events", "method": "POST", "body": _events("event.extension.browser")},
    "field-alert-severity": {"path": "/v1/alerts/query-details", "method": "POST", "body": {"alertIds": ["a-1"]}},
    "field-session-riskindicator-name": {"path": "/v1/sessions/{number}"},
    "field-session-userid": {"path": "/v1/sessions/{number}"},
    "field-session-state": {"path": "/v1/sessions/{number}"},
}

# Rule name → what the server calls it, where that is not the rule's own fact.
OLD = {"host-api-prod-ffs-us2": "host", "auth-v3-user-token-scheme": "header", "param-user-email-promo": "param"}

# Rules whose new path no list of segments can be edited into: an item would have to go, or the path ends in a query.
UNJOINED = {
    *("url-shape-webapp-api-unversioned", "dev-by-user", "user-move", "lh-list-matters", "lh-get-matter"),
    *("lh-deactivate-matter-v1", "lh-reactivate-matter", "lh-list-custodians", "lh-add-custodian"),
}

RENAMED = {
    "term-filecategory-v2": {"file.categoryByBytes": "file.category"},
    "term-relatedevents": {"event.relatedEvents.agentTimestamp": "file.acquiredFrom.agentTimestamp"},
    "term-event-extension": {"event.extension.browser": "process.extension.browser"},
}

# Values of a request that its successor has no use for: the tenant is told by the token, the switch by the path.
TENANT = [name for name, part in STATED.items() if "tenantId" in (part.get("body") or {})]
GONE = {
    **{name: ("t",) for name in TENANT if name.startswith(("rule-", "dl-"))},
    "rule-update-is-enabled": ("t", "True"),
}

READ = {
    "field-filecategory-bybytes-v2": 'return found["fileEvents"][0]["file"]["categoryByBytes"]',
    "field-filecategory-byext-v2": 'return found["fileEvents"][0]["file"]["categoryByExtension"]',
    "field-alert-severity": 'return found["alerts"][0]["severity"]',
    "field-session-riskindicator-name": 'return found["riskIndicators"][0]["name"]',
    "field-session-userid": 'return found["userId"]',
    "field-session-state": 'return found["states"][0]["state"]',
}


OTHER_KINDS = (SymbolMatch, CommandMatch, RequirementMatch, CredentialMatch)
WITH_MORE = frozenset({"file-event-keys-v1", "auth-jwt-endpoint", "auth-basic-to-v1-auth"})
"""What only moves with more than one call: see tests/fixes/programs, 10-file-events and 11-logins."""


def samples(catalogue: Catalogue, world: World) -> Iterator[Sample]:
    """A sample for each rule about requests that says it can be fixed."""
    for rule in catalogue.rules.values():
        if rule.fix.applicability == "manual" or isinstance(rule.match, OTHER_KINDS) or rule.name in WITH_MORE:
            continue
        old = OLD.get(rule.name) or ("shape" if rule.family == "url-paths" else next(iter(rule.facts), ""))
        old = (
            "fe-search"
            if rule.name == "file-event-terms-v1"
            else ""
            if rule.family == "fields" and not OLD.get(rule.name)
            else old
        )
        asked = _asked(rule, world)
        new = _new_path(rule, asked, world)
        renamed, after = RENAMED.get(rule.name, {}), READ.get(rule.name, "")
        yield Sample(
            rule,
            asked,
            old,
            renamed,
            after,
            rule.name in UNJOINED or _shrinks(asked.path, new),
            GONE.get(rule.name, ()),
        )


def _asked(rule: Rule, world: World) -> Asked:
    stated = STATED.get(rule.name, {})
    match = rule.match
    method, path = ("GET", "") if not isinstance(match, RequestMatch) else (match.methods[0], match.paths[0])
    method, path = stated.get("method", method), stated.get("path", path)
    host = API if path.startswith(("/v1/", "/v2/")) else CONSOLE
    asked = Asked(method, host, path, {name: f"v-{name}" for name in _holes(path)})
    spec = world.specs.get((method, blank(path))) or {}
    body = made(spec["body"], world, "x") if "body" in spec else None
    rest = {key: value for key, value in stated.items() if key not in {"method", "path"}}
    return replace(asked, **{"body": body, **rest})


def _new_path(rule: Rule, asked: Asked, world: World) -> str:
    if isinstance(rule.fix, RequestFix):
        return rule.fix.path or rule.replacement.path
    return world.modern(asked.path)[0]


def _shrinks(old: str, new: str) -> bool:
    """Whether a run of segments between two holes gets shorter."""
    runs = [[len([w for w in run.split("/") if w]) for run in blank(path).split("{}")] for path in (old, new)]
    return len(runs[0]) == len(runs[1]) and any(a > b for a, b in zip(*runs, strict=True))


def _holes(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def made(schema: Mapping[str, Any], world: World, name: str) -> Any:
    """A value that the schema allows."""
    if "keys" in schema:
        return {key: made(part, world, key) for key, part in schema["keys"].items()}
    if "items" in schema:
        return [made(schema["items"], world, f"{name}-item")]
    if "enum" in schema:
        return (schema["enum"] if isinstance(schema["enum"], list) else world.enums[schema["enum"]])[0]
    return f"v-{name}"
