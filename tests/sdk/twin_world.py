"""A local server with one state and two dialects: what py42 asks of the console, and what incydr asks of the portal.

Every change is written down in the same words whoever asked for it, so that two runs of a script can be compared: the
same objects, the same effect, the same output. Scripts run in this process with the real packages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.server.local import Asked, Local, executed, running, wired

Json = Any
Query = dict[str, str]
SETTINGS = {
    "INCYDR_URL": "https://api.us.code42.com",
    "INCYDR_API_CLIENT_ID": "key-1",
    "INCYDR_API_CLIENT_SECRET": "secret",
    "INCYDR_USE_RICH": "false",
}
TIME = "2026-01-02T03:04:05.000Z"


def _old_user(number: int, name: str, *, active: bool) -> dict[str, Json]:
    return {
        "userId": number, "userUid": f"u-{number}", "username": f"{name}@example.com", "email": f"{name}@example.com",
        "firstName": name.title(), "lastName": "Example", "orgId": 7, "orgUid": "o-7", "orgName": "Sales",
        "notes": "n", "active": active, "blocked": False, "creationDate": TIME, "modificationDate": TIME,
    }  # fmt: skip


OLD_USERS = [_old_user(101, "ann", active=True), _old_user(102, "bob", active=True), _old_user(103, "cy", active=False)]
NEW_USERS = [
    {"legacyUserId": str(u["userId"]), "userId": u["userUid"], "legacyOrgId": "7", "orgId": "o-7", "orgGuid": "o-7"}
    | {k: u[k] for k in ("username", "firstName", "lastName", "orgName", "notes", "active", "blocked", "creationDate")}
    for u in OLD_USERS
]
ROLES = [{"roleId": "desktop-user", "roleName": "Desktop User", "permissionIds": ["p"], "creationDate": TIME}]
ALL_ROLES = [*ROLES, {"roleId": "analyst", "roleName": "Analyst", "creationDate": TIME}]
OLD_ORGS = [
    {"orgId": 7, "orgUid": "o-7", "orgGuid": "o-7", "orgName": "Sales", "orgExtRef": "x", "notes": "n", "active": True},
    {"orgId": 8, "orgUid": "o-8", "orgGuid": "o-8", "orgName": "Law", "orgExtRef": None, "notes": "", "active": True},
]
OLD_DEVICES = [
    {"computerId": 11, "guid": "d-11", "name": "mac", "osHostname": "mac.local", "osName": "mac", "userUid": "u-101",
     "active": True, "productVersion": "1.2", "computerExtRef": "r"},
    {"computerId": 12, "guid": "d-12", "name": "pc", "osHostname": "pc.local", "osName": "win", "userUid": "u-102",
     "active": True, "productVersion": "1.3", "computerExtRef": None},
]  # fmt: skip
AGENT = ("machineId", "serialNumber", "agentType", "agentHealthIssueTypes", "agentHealthModificationDate", "appVersion")
NEW_DEVICES = [
    dict.fromkeys((*AGENT, "lastConnected", "creationDate", "modificationDate"))
    | {"agentId": d["guid"], "userId": d["userUid"], "externalReference": d["computerExtRef"]}
    | {k: d[k] for k in ("name", "osHostname", "osName", "active", "productVersion")}
    for d in OLD_DEVICES
]
OLD_MATTERS = [
    {"legalHoldUid": f"m-{n}", "name": name, "description": "d", "notes": "n", "active": active, "creationDate": TIME,
     "holdPolicyUid": "p-1", "creator": {"userUid": "u-101", "username": "ann@example.com"}}
    for n, name, active in ((1, "Case one", True), (2, "Case two", True), (3, "Old case", False))
]  # fmt: skip
NEW_MATTERS = [
    {"matterId": m["legalHoldUid"], "policyId": m["holdPolicyUid"],
     "creator": {"userId": m["creator"]["userUid"], "username": m["creator"]["username"]}}
    | {k: m[k] for k in ("name", "description", "notes", "active", "creationDate")}
    for m in OLD_MATTERS
]  # fmt: skip
OLD_POLICIES = [{"legalHoldPolicyUid": "p-1", "name": "Keep all", "creationDate": TIME, "modificationDate": TIME}]
NEW_POLICIES = [{"policyId": "p-1", "name": "Keep all", "creationDate": TIME, "modificationDate": TIME}]
OLD_CUSTODIANS = [
    {"legalHoldMembershipUid": f"s-{u['userId']}", "active": True, "creationDate": TIME,
     "legalHold": {"legalHoldUid": "m-1", "name": "Case one"},
     "user": {"userUid": u["userUid"], "username": u["username"], "email": u["email"]}}
    for u in OLD_USERS[:2]
]  # fmt: skip
NEW_CUSTODIANS = [
    {"membershipActive": True, "membershipCreationDate": TIME, "userId": c["user"]["userUid"],
     "name": c["user"]["username"], "email": c["user"]["email"]}
    for c in OLD_CUSTODIANS
]  # fmt: skip
CASES = [
    {"number": n, "name": name, "createdAt": TIME, "updatedAt": TIME, "subject": "u-101", "status": "OPEN",
     "subjectUsername": "ann@example.com", "assignee": "u-102", "assigneeUsername": "bob@example.com",
     "createdByUserUid": "u-102", "createdByUsername": "bob@example.com", "lastModifiedByUserUid": "u-102",
     "lastModifiedByUsername": "bob@example.com", "archivalTime": None, "description": "d", "findings": "f"}
    for n, name in ((1, "Leak"), (2, "Copy"))
]  # fmt: skip
CASE_EVENTS = [{"eventId": "e-1", "fileName": "plan.docx", "filePath": "/tmp/", "riskScore": 3, "riskSeverity": "LOW"}]
LISTS = [
    {"watchlistId": "w-1", "listType": "DEPARTING_EMPLOYEE", "title": "Leavers", "description": "d", "tenantId": "t-1"},
    {"watchlistId": "w-2", "listType": "CUSTOM", "title": "Mine", "description": "e", "tenantId": "t-1"},
]
RULES = [
    {"observerRuleId": "r-1", "name": "Zip", "description": "d", "severity": "HIGH", "isEnabled": True,
     "isSystem": False, "createdBy": "ann@example.com", "modifiedBy": "ann@example.com", "ruleSource": "Alerting"}
]  # fmt: skip
NEW_RULES = [
    {"id": r["observerRuleId"], "isSystemRule": r["isSystem"], "source": r["ruleSource"]}
    | {k: r[k] for k in ("name", "description", "severity", "isEnabled", "createdBy", "modifiedBy")}
    for r in RULES
]
ACTIVITIES = [{"resourceId": 5, "type": "SLACK", "value": "acme", "description": "d", "updatedByUserUid": "u-101"}]
NEW_ACTIVITIES = [
    {"activityId": str(a["resourceId"]), "type": a["type"], "value": a["value"], "description": a["description"],
     "updatedByPrincipalId": a["updatedByUserUid"], "principalType": "USER", "activityActionGroups": []}
    for a in ACTIVITIES
]  # fmt: skip
EVENTS = [{"type$": "audit_log::logged_in/1", "actorId": "u-101", "timestamp": TIME}]
PROFILE = {"userId": "u-101", "username": "ann@example.com", "title": "Clerk", "department": "Sales", "active": True,
           "division": "East", "notes": "n", "country": "US", "managerId": "u-102", "employmentType": "full"}  # fmt: skip
ACTOR = {"actorId": "u-101", "name": "ann@example.com", "employeeType": "full", "managerActorId": "u-102"}
ACTOR |= {k: PROFILE[k] for k in ("title", "department", "division", "notes", "country", "active")}
SEARCHES = [{"id": "7", "name": "Zip files", "groupClause": "AND", "groups": [], "notes": "n", "apiVersion": 1}]
MEMBERS = [("u-101", "ann@example.com"), ("u-102", "bob@example.com")]


@dataclass
class World:
    """What the server was asked to do: ``done``, in words that do not depend on the dialect."""

    done: list[str] = field(default_factory=list)

    def answer(self, method: str, path: str, query: Query, body: Json) -> tuple[int, Json]:
        """Status and JSON of a request."""
        for verb, pattern, handle in ROUTES:
            found = re.fullmatch(pattern, path)
            if found is not None and verb == method:
                answer = handle(self, found, query, body)
                return answer if isinstance(answer, tuple) else (200, answer)
        self.done.append(f"nobody answers {method} {path}")
        return 404, {"message": "nobody answers"}

    def do(self, what: str) -> Json:
        """Write down a change."""
        self.done.append(what)
        return {}


Handle = Callable[[World, "re.Match[str]", Query, Json], Json]
ROUTES: list[tuple[str, str, Handle]] = []


def on(line: str, handle: Handle) -> None:
    """``GET /v1/users/{}``"""
    verb, _, path = line.partition(" ")
    pattern = re.escape(path).replace(r"\{\}", "([^/]+)")
    ROUTES.append((verb, pattern, handle))


def _page(key: str, items: list[Json], *, wrap: bool = False) -> Handle:
    """All items on the first page, as far as ``active`` lets them through."""

    def handle(_world: World, _found: re.Match[str], query: Query, body: Json) -> Json:
        asked = {**query, **(body if isinstance(body, dict) else {})}
        wanted = {"true": True, "false": False, "True": True, "False": False}.get(str(asked.get("active", "")))
        kept = [item for item in items if wanted is None or item.get("active") is wanted]
        kept = [item for item in kept if asked.get("username") in {None, item.get("username")}]
        number = int(asked.get("pgNum") or asked.get("page") or asked.get("pageNum") or 1)
        page = {key: kept if number <= 1 else [], "totalCount": len(kept)}
        return {"data": page} if wrap else page

    return handle


def _one(items: list[Json], *keys: str, wrap: bool = False) -> Handle:
    """The item whose id is in the path or in the query."""

    def handle(_world: World, found: re.Match[str], query: Query, _body: Json) -> Json:
        asked = {*found.groups(), *query.values()}
        one = next((item for item in items if any(str(item.get(key)) in asked for key in keys)), None)
        if one is None:
            return 404, {"message": "not found"}
        return {"data": one} if wrap else one

    return handle


def _does(text: str, reply: Json = None, *, keys: tuple[str, ...] = ()) -> Handle:
    """A change: the parts of the path fill ``{0}`` and so on, ``keys`` of the body what comes behind them."""

    def handle(world: World, found: re.Match[str], query: Query, body: Json) -> Json:
        values = [body.get(key) if isinstance(body, dict) else None for key in keys]
        flat = [",".join(map(str, v)) if isinstance(v, list) else v for v in values]
        world.do(text.format(*found.groups(), *flat))
        return {} if reply is None else reply

    return handle


on("POST /v1/oauth", lambda *_: {"access_token": "t", "token_type": "bearer", "expires_in": 900})
on("POST /api/v3/oauth/token", lambda *_: {"data": {"access_token": "t"}})
on("GET /c42api/v3/auth/jwt", lambda *_: {"data": {"v3_user_token": "t"}})
on("GET /api/v3/auth/jwt", lambda *_: {"data": {"v3_user_token": "t"}})
on("GET /api/v1/ServerEnv", lambda *_: {"data": {"stsBaseUrl": "https://sts-east.us.code42.com"}})
ROUTES.append(("GET", r"/v1/[\w-]+(?:API_URL|API-URL|_URL)", lambda *_: "https://svc.us.code42.com"))
on("GET /api/v3/customer/my", lambda *_: {"data": {"tenantUid": "t-1", "companyName": "Example"}})
on("POST /api/v3/users/{}/deactivate", _does("deactivate user {0}"))
on("POST /v1/users/{}/deactivate", _does("deactivate user {0}"))
on("POST /api/v3/users/{}/block", _does("block user {0}"))
on("POST /api/v3/users/{}/activate", _does("activate user {0}"))
on("POST /v1/users/{}/activate", _does("activate user {0}"))
on("POST /api/v3/users/{}/move", _does("move user {0}"))
on("POST /v1/users/{}/move", _does("move user {0}"))
on("GET /api/v3/users/{}/roles", lambda *_: {"data": ROLES})
on("GET /v1/users/{}/roles", lambda *_: {"roles": ROLES})
on("PUT /api/v3/users/{}/roles", _does("roles of {0}: {1}", keys=("roleIds",)))
on("PUT /v1/users/{}/roles", _does("roles of {0}: {1}", {"newlyAssignedRolesIds": []}, keys=("roleIds",)))
on("GET /api/v1/role", lambda *_: {"data": ALL_ROLES})
on("GET /v1/users/roles", lambda *_: ALL_ROLES)
on("GET /api/v1/User", _page("users", OLD_USERS, wrap=True))
on("GET /v1/users", _page("users", NEW_USERS))
on("GET /api/v1/User/my", lambda *_: {"data": OLD_USERS[0]})
on("GET /api/v1/User/{}", _one(OLD_USERS, "userId", "userUid", wrap=True))
on("GET /v1/users/{}", _one(NEW_USERS, "userId"))
on("GET /api/v1/Org", _page("orgs", OLD_ORGS, wrap=True))
on("GET /v1/orgs", _page("orgs", OLD_ORGS))
on("GET /api/v3/orgs/{}", _one(OLD_ORGS, "orgGuid", wrap=True))
on("GET /v1/orgs/{}", _one(OLD_ORGS, "orgGuid"))
for _prefix in ("/api/v3/orgs", "/v1/orgs"):
    on(f"POST {_prefix}", _does("create org {0} {1}", OLD_ORGS[0], keys=("orgName", "notes")))
    on(f"PUT {_prefix}/{{}}", _does("update org {0} {1} {2}", OLD_ORGS[0], keys=("orgName", "notes")))
    on(f"POST {_prefix}/{{}}/deactivate", _does("deactivate org {0}"))
    on(f"POST {_prefix}/{{}}/activate", _does("activate org {0}"))
on("GET /api/v1/Computer", _page("computers", OLD_DEVICES, wrap=True))
on("GET /v1/agents", lambda *given: _page("agents", NEW_DEVICES)(*given) | {"page": 1, "pageSize": 500})
on("GET /api/v1/Computer/{}", _one(OLD_DEVICES, "computerId", "guid", wrap=True))
on("GET /v1/agents/{}", _one(NEW_DEVICES, "agentId"))
_DEVICE = {"11": "d-11", "12": "d-12"}
for _word, _path in (("deactivate", "update"), ("activate", "remove")):
    on(
        f"POST /api/v4/computer-deactivation/{_path}",
        lambda w, _f, _q, b, word=_word: w.do(f"{word} device {_DEVICE[str(b['id'])]}"),  # type: ignore[misc]
    )
    on(f"POST /v1/agents/{_word}", _does(f"{_word} device {{0}}", keys=("agentIds",)))
for _old, _name in (("policy", "policies"), ("matter", "matters")):
    on(f"POST /api/v27/legal-hold-{_old}/create", _does(f"create {_old} {{0}}", keys=("name",)))
    on(f"POST /v1/legal-hold/{_name}", _does(f"create {_old} {{0}}", keys=("name",)))
on("GET /api/v27/legal-hold-policy/view", _one(OLD_POLICIES, "legalHoldPolicyUid"))
on("GET /v1/legal-hold/policies/{}", _one(NEW_POLICIES, "policyId"))
on("GET /api/v27/legal-hold-policy/list", _page("legalHoldPolicies", OLD_POLICIES))
on("GET /v1/legal-hold/policies", _page("policies", NEW_POLICIES))
on("GET /api/v27/legal-hold-matter/view", _one(OLD_MATTERS, "legalHoldUid"))
on("GET /v1/legal-hold/matters/{}", _one(NEW_MATTERS, "matterId"))
on("GET /api/v27/legal-hold-matter/list", _page("legalHolds", OLD_MATTERS))
on("GET /v1/legal-hold/matters", _page("matters", NEW_MATTERS))
on("GET /api/v27/legal-hold-membership/list", _page("legalHoldMemberships", OLD_CUSTODIANS))
on("GET /v1/legal-hold/matters/{}/custodians", _page("custodians", NEW_CUSTODIANS))
on(
    "POST /api/v27/legal-hold-membership/create",
    _does("hold {1} for {0}", OLD_CUSTODIANS[0], keys=("userUid", "legalHoldUid")),
)
on(
    "POST /v1/legal-hold/matters/{}/custodians",
    _does(
        "hold {0} for {1}",
        {"membershipActive": True, "matter": {"matterId": "m-1"}, "custodian": {"userId": "u-101", "email": "a"}},
        keys=("userId",),
    ),
)
for _word, _old in (("deactivate", "deactivate"), ("reactivate", "activate")):
    on(f"POST /api/v27/legal-hold-matter/{_old}", _does(f"{_word} matter {{0}}", keys=("legalHoldUid",)))
    on(f"POST /v1/legal-hold/matters/{{}}/{_word}", _does(f"{_word} matter {{0}}"))
for _prefix in ("/api/v1/case", "/v1/cases"):
    on(f"GET {_prefix}", _page("cases", CASES))
    on(f"POST {_prefix}", _does("create case {0} {1}", CASES[0], keys=("name", "subject")))
    on(f"GET {_prefix}/{{}}", _one(CASES, "number"))
    on(f"PUT {_prefix}/{{}}", _does("update case {0} {1} {2}", CASES[0], keys=("name", "status")))
    on(f"GET {_prefix}/{{}}/fileevent", _page("events", CASE_EVENTS))
    on(f"DELETE {_prefix}/{{}}/fileevent/{{}}", _does("take event {1} out of case {0}"))
on("POST /api/v1/case/{}/fileevent/{}", _does("add event {1} to case {0}"))
on("POST /v1/cases/{}/fileevent", _does("add event {1} to case {0}", keys=("events",)))
_USERS = [{"userId": u, "username": n, "addedTime": TIME} for u, n in MEMBERS]
_ACTORS = [{"actorId": u, "actorname": n, "addedTime": TIME} for u, n in MEMBERS]
for _prefix, _people, _ids, _who in (("/v1/watchlists", _USERS, "userIds", "users"),
                                     ("/v2/watchlists", _ACTORS, "actorIds", "actors")):  # fmt: skip
    on(f"GET {_prefix}", _page("watchlists", LISTS))
    on(f"GET {_prefix}/{{}}", _one(LISTS, "watchlistId"))
    on(f"DELETE {_prefix}/{{}}", _does("delete watchlist {0}"))
    on(f"POST {_prefix}", _does("create watchlist {0} {1}", LISTS[1], keys=("watchlistType", "title")))
    on(f"GET {_prefix}/{{}}/included-{_who}", _page(f"included{_who.title()}", _people))
    on(f"GET {_prefix}/{{}}/members", _page("watchlistMembers", _people))
    on(f"GET {_prefix}/{{}}/members/{{}}", lambda *_, people=_people: people[0])  # type: ignore[misc]
    on(f"POST {_prefix}/{{}}/included-{_who}/add", _does("put {1} on {0}", keys=(_ids,)))
    on(f"POST {_prefix}/{{}}/included-{_who}/delete", _does("take {1} off {0}", keys=(_ids,)))
on("POST /svc/api/v1/rules/query-rule-metadata", _page("ruleMetadata", RULES))
on("GET /v2/alert-rules", lambda _w, _f, q, _b: NEW_RULES if str(q.get("PageNumber", "0")) in {"0", "None"} else [])
for _kind in ("endpoint-exfiltration", "cloud-share-permissions", "file-type-mismatch"):
    on(f"POST /svc/api/v1/Rules/query-{_kind}-rule", lambda *_: {"rules": RULES})
on("GET /v2/alert-rules/{}", lambda *_: NEW_RULES[0])
on("POST /svc/api/v1/Rules/remove-all-users", _does("nobody in rule {0}", keys=("ruleId",)))
on("DELETE /v2/alert-rules/{}/users", _does("nobody in rule {0}"))
on("GET /api/v1/trusted-activities", _page("trustResources", ACTIVITIES))
on("GET /v2/trusted-activities", _page("trustedActivities", NEW_ACTIVITIES))
on("GET /api/v1/trusted-activities/{}", _one(ACTIVITIES, "resourceId"))
on("GET /v2/trusted-activities/{}", _one(NEW_ACTIVITIES, "activityId"))
on("DELETE /api/v1/trusted-activities/{}", _does("delete activity {0}"))
on("DELETE /v2/trusted-activities/{}", _does("delete activity {0}"))
for _prefix, _items in (("/api/v1", ACTIVITIES), ("/v2", NEW_ACTIVITIES)):
    on(f"POST {_prefix}/trusted-activities", _does("trust {0} {1}", _items[0], keys=("type", "value")))
on(
    "PUT /api/v1/trusted-activities/{}",
    _does("update activity {0} {1} {2}", ACTIVITIES[0], keys=("value", "description")),
)
on(
    "PATCH /v2/trusted-activities/{}",
    _does("update activity {0} {1} {2}", NEW_ACTIVITIES[0], keys=("value", "description")),
)
on("POST /rpc/search/search-audit-log", _page("events", EVENTS))
on(
    "POST /v1/audit/search-audit-log",
    lambda *_: {"events": EVENTS, "paginationRangeEndIndex": 1, "paginationRangeStartIndex": 0},
)
on("GET /v1/user-risk-profiles", _page("userRiskProfiles", [PROFILE]))
on("GET /v1/user-risk-profiles/{}", lambda *_: PROFILE)
on("PATCH /v1/user-risk-profiles/{}", _does("update person {0} {1}", PROFILE, keys=("notes",)))
on("POST /v1/actors/actor/search", lambda *_: {"actors": [ACTOR]})
on("GET /v1/actors/actor/search", lambda *_: {"actors": [ACTOR]})
on("GET /v1/actors/actor/id/{}", lambda *_: ACTOR)
on("GET /v1/actors/actor/name/{}", lambda *_: ACTOR)
on("GET /v1/actors/actor/name/{}/parent", lambda *_: ACTOR)
on(
    "PATCH /v1/actors/actor/id/{}",
    lambda w, f, _q, b: w.do(f"update person {f[1]} {b.get('notes') or b.get('endDate')}") or ACTOR,
)
on("GET /forensic-search/queryservice/api/v1/saved", lambda *_: {"searches": SEARCHES})
on("GET /forensic-search/queryservice/api/v1/saved/{}", lambda *_: {"searches": SEARCHES})
on("GET /v2/file-events/saved-searches", lambda *_: {"searches": SEARCHES})
on("GET /v2/file-events/saved-searches/{}", lambda *_: {"searches": SEARCHES})
EVENT_1 = {"fileName": "plan.docx", "md5Checksum": "5a", "filePath": "/tmp/", "eventId": "e-1"}
EVENT_2 = {"event": {"id": "e-1"}, "file": {"name": "plan.docx", "hash": {"md5": "5a"}, "directory": "/tmp/"}}
EVENT_2["file"]["url"] = None


def _searched(event: Json) -> Handle:
    """Write down the operators and values of a query; its terms have other names in the two dialects."""

    def handle(world: World, _found: re.Match[str], _query: Query, body: Json) -> Json:
        filters = [one for group in body["groups"] for one in group["filters"]]
        asked = sorted(f"{one['operator']} {one.get('value')}" for one in filters)
        world.do(f"search {body['groupClause']} {body['pgSize']} {asked}")
        return {"totalCount": 1, "fileEvents": [event], "nextPgToken": None}

    return handle


on("POST /forensic-search/queryservice/api/v1/fileevent", _searched(EVENT_1))
on("POST /forensic-search/queryservice/api/v2/fileevent", _searched(EVENT_2))
on("POST /v2/file-events", _searched(EVENT_2))
on("GET /api/v1/case/{}/fileevent/{}", lambda *_: EVENT_1)
on("GET /v1/cases/{}/fileevent/{}", lambda *_: EVENT_2)
on("POST /svc/api/v1/add-note", _does("note on {0}: {1}", keys=("alertId", "note")))
on("POST /svc/api/v1/update-state", _does("state {1} of {0}", keys=("alertIds", "state")))
on("POST /v1/sessions/change-state", _does("state {1} of {0}", keys=("ids", "newState")))
on("POST /v1/sessions/{}/add-note", _does("note on {0}: {1}", keys=("noteContent",)))
on("GET /v1/customer", lambda *_: {"tenantId": "t-1", "name": "Example", "registrationKey": "k"})
on("GET /v1/files/get-file-by-sha256/{}", lambda *_: "content of the file")


class Server(Local):
    """Plays Code42 in both dialects."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    def respond(self, asked: Asked) -> tuple[int, bytes]:
        url = urlsplit(asked.path)
        query = {key: values[-1] for key, values in parse_qs(url.query).items()}
        body = json.loads(asked.body) if asked.body[:1] in {b"{", b"["} else {}
        status, answer = self.world.answer(asked.method, url.path, query, body)
        return status, (answer if isinstance(answer, str) else json.dumps(answer)).encode()


@contextmanager
def serving() -> Iterator[Server]:
    """A server to which every request for a name under code42.com goes."""
    with running(Server()) as server, wired(server.server_port):
        yield server


@dataclass(frozen=True)
class Ran:
    """One run of a script: what it printed, what it changed, and the error it ended with, if any."""

    output: str
    done: tuple[str, ...]
    error: str = ""


def run(text: str, server: Server) -> Ran:
    """Run a script in this process."""
    server.world = World()
    printed, error = executed(text, ["ann@example.com"], SETTINGS)
    return Ran(printed, tuple(server.world.done), error)
