"""Every method of py42 that has a twin: run with the real py42, moved, and run again with the real incydr."""

from __future__ import annotations

import inspect
import re
import warnings
from collections.abc import Callable, Iterator
from itertools import takewhile

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.model import Twin
from c42migrate.catalogue.twins import new_call
from tests.checking import codes, fixed
from tests.sdk.sdk_support import Anything
from tests.sdk.twin_world import Server, run, serving

incydr = pytest.importorskip("incydr")
py42 = pytest.importorskip("py42")
pytest.importorskip("py42.sdk")

LOGIN = 'import py42.sdk\n\nsdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")\n'

TWINS = {
    "users.get_by_id": 'user = sdk.users.get_by_username("ann@example.com")["users"][0]\nprint(sdk.users.get_by_id(user["userId"])["username"])',
    "users.get_by_uid": 'print(sdk.users.get_by_uid("u-101")["username"], sdk.users.get_by_uid("u-102").data["firstName"])',
    "users.get_by_username": 'found = sdk.users.get_by_username("bob@example.com")\nfor user in found["users"]:\n    print(user["userUid"])',
    "users.get_page": 'page = sdk.users.get_page(1, active=True)\nprint(page["totalCount"], [u["userUid"] for u in page["users"]])',
    "users.get_all": 'for page in sdk.users.get_all(active=True):\n    for user in page["users"]:\n        print(user["userUid"], user["email"])',
    "users.deactivate": 'user = sdk.users.get_by_uid("u-101")\nsdk.users.deactivate(user["userId"], block_user=True)',
    "users.reactivate": 'user = sdk.users.get_by_uid("u-101")\nsdk.users.reactivate(user["userId"])',
    "users.change_org_assignment": 'user = sdk.users.get_by_uid("u-101")\nsdk.users.change_org_assignment(user["userId"], user["orgId"])',
    "users.get_available_roles": 'for role in sdk.users.get_available_roles():\n    print(role["roleId"], role["roleName"])',
    "users.get_roles": 'user = sdk.users.get_by_uid("u-101")\nfor role in sdk.users.get_roles(user["userId"]):\n    print(role["roleName"])',
    "users.add_role": 'user = sdk.users.get_by_uid("u-101")\nsdk.users.add_role(user["userId"], "Analyst")',
    "users.remove_role": 'user = sdk.users.get_by_uid("u-101")\nsdk.users.remove_role(user["userId"], "Desktop User")',
    "orgs.create_org": 'org = sdk.orgs.get_page()["orgs"][0]\nsdk.orgs.create_org("Law", notes="n", parent_org_uid=org["orgUid"])',
    "orgs.get_by_id": 'for page in sdk.orgs.get_all():\n    for org in page["orgs"]:\n        print(sdk.orgs.get_by_id(org["orgId"])["orgName"])',
    "orgs.get_by_uid": 'for page in sdk.orgs.get_all():\n    for org in page["orgs"]:\n        print(sdk.orgs.get_by_uid(org["orgUid"])["orgName"])',
    "orgs.deactivate": 'org = sdk.orgs.get_page()["orgs"][0]\nsdk.orgs.deactivate(org["orgId"])',
    "orgs.reactivate": 'org = sdk.orgs.get_page()["orgs"][1]\nsdk.orgs.reactivate(org["orgId"])',
    "orgs.update_org": 'org = sdk.orgs.get_page()["orgs"][1]\nsdk.orgs.update_org(org["orgId"], name="New", notes="m")',
    "orgs.get_all": 'for page in sdk.orgs.get_all():\n    for org in page["orgs"]:\n        print(org["orgName"], org["orgGuid"], org["active"])',
    "orgs.get_page": 'print([org["orgName"] for org in sdk.orgs.get_page(page_num=1)["orgs"]])',
    "devices.get_page": 'page = sdk.devices.get_page(1, active=True)\nprint(page["totalCount"], [d["guid"] for d in page["computers"]])',
    "devices.get_all": 'for page in sdk.devices.get_all(active=True, page_size=50):\n    for device in page["computers"]:\n        print(device["guid"], device["name"], device["osHostname"], device["userUid"])',
    "devices.get_by_id": 'for page in sdk.devices.get_all():\n    for device in page["computers"]:\n        print(sdk.devices.get_by_id(device["computerId"])["name"])',
    "devices.get_by_guid": 'print(sdk.devices.get_by_guid("d-12", include_backup_usage=True)["osName"])',
    "devices.deactivate": 'device = sdk.devices.get_by_guid("d-11")\nsdk.devices.deactivate(device["computerId"])',
    "devices.reactivate": 'device = sdk.devices.get_by_guid("d-12")\nsdk.devices.reactivate(device["computerId"])',
    "legalhold.create_policy": 'sdk.legalhold.create_policy("Keep")',
    "legalhold.create_matter": 'sdk.legalhold.create_matter("Case", "p-1", description="d", notes=None)',
    "legalhold.get_policy_by_uid": 'print(sdk.legalhold.get_policy_by_uid("p-1")["name"])',
    "legalhold.get_matter_by_uid": 'matter = sdk.legalhold.get_matter_by_uid("m-2")\nprint(matter["name"], matter["creator"]["username"])',
    "legalhold.add_to_matter": 'added = sdk.legalhold.add_to_matter("u-101", "m-1")\nprint(added["user"]["userUid"], added["legalHold"]["legalHoldUid"])',
    "legalhold.deactivate_matter": 'sdk.legalhold.deactivate_matter("m-1")',
    "legalhold.reactivate_matter": 'sdk.legalhold.reactivate_matter(legal_hold_matter_uid="m-1")',
    "legalhold.get_policy_list": 'for policy in sdk.legalhold.get_policy_list()["legalHoldPolicies"]:\n    print(policy["legalHoldPolicyUid"], policy["name"])',
    "legalhold.get_matters_page": 'print([m["name"] for m in sdk.legalhold.get_matters_page(1)["legalHolds"]])',
    "legalhold.get_all_matters": 'for page in sdk.legalhold.get_all_matters():\n    for matter in page["legalHolds"]:\n        print(matter["legalHoldUid"], matter["name"])',
    "legalhold.get_custodians_page": 'page = sdk.legalhold.get_custodians_page(1, legal_hold_matter_uid="m-1")\nprint([c["user"]["userUid"] for c in page["legalHoldMemberships"]])',
    "legalhold.get_all_matter_custodians": 'for page in sdk.legalhold.get_all_matter_custodians("m-1"):\n    for one in page["legalHoldMemberships"]:\n        print(one["user"]["userUid"], one["user"]["email"], one["active"])',
    "cases.create": 'print(sdk.cases.create("Leak", subject="u-101")["number"])',
    "cases.get": 'case = sdk.cases.get(2)\nprint(case["name"], case["status"], case["findings"])',
    "cases.get_all": 'for page in sdk.cases.get_all(status="OPEN"):\n    for case in page["cases"]:\n        print(case["number"], case["assigneeUsername"])',
    "cases.get_page": 'print([case["name"] for case in sdk.cases.get_page(1)["cases"]])',
    "cases.update": 'print(sdk.cases.update(1, name="Other", status="CLOSED")["number"])',
    "cases.file_events.add": 'sdk.cases.file_events.add(1, "e-1")',
    "cases.file_events.get_all": 'for event in sdk.cases.file_events.get_all(1)["events"]:\n    print(event["eventId"], event["fileName"])',
    "cases.file_events.delete": 'sdk.cases.file_events.delete(case_number=1, event_id="e-1")',
    "watchlists.get": 'print(sdk.watchlists.get("w-1")["title"])',
    "watchlists.create": 'print(sdk.watchlists.create("CUSTOM", title="Mine", description="e")["watchlistId"])',
    "watchlists.delete": 'sdk.watchlists.delete("w-1")',
    "watchlists.get_all": 'for page in sdk.watchlists.get_all():\n    for one in page["watchlists"]:\n        print(one["watchlistId"], one["listType"])',
    "watchlists.get_all_included_users": 'for page in sdk.watchlists.get_all_included_users("w-1"):\n    for user in page["includedUsers"]:\n        print(user["userId"], user["username"])',
    "watchlists.get_watchlist_member": 'print(sdk.watchlists.get_watchlist_member("w-1", "u-101")["username"])',
    "watchlists.add_included_users_by_watchlist_id": 'sdk.watchlists.add_included_users_by_watchlist_id(["u-101", "u-102"], "w-1")',
    "watchlists.add_included_users_by_watchlist_type": 'sdk.watchlists.add_included_users_by_watchlist_type(["u-101"], "DEPARTING_EMPLOYEE")',
    "watchlists.remove_included_users_by_watchlist_id": 'sdk.watchlists.remove_included_users_by_watchlist_id(["u-101"], "w-1")',
    "watchlists.remove_included_users_by_watchlist_type": 'sdk.watchlists.remove_included_users_by_watchlist_type(["u-101"], watchlist_type="DEPARTING_EMPLOYEE")',
    "watchlists.get_all_watchlist_members": 'for page in sdk.watchlists.get_all_watchlist_members("w-1"):\n    for user in page["watchlistMembers"]:\n        print(user["username"])',
    "userriskprofile.get_all": 'for page in sdk.userriskprofile.get_all(active=True):\n    for one in page["userRiskProfiles"]:\n        print(one["username"], one["department"])',
    "userriskprofile.get_page": 'print([one["title"] for one in sdk.userriskprofile.get_page(1)["userRiskProfiles"]])',
    "userriskprofile.get_by_username": 'print(sdk.userriskprofile.get_by_username("ann@example.com")["userId"])',
    "userriskprofile.get_by_id": 'print(sdk.userriskprofile.get_by_id("u-101")["employmentType"])',
    "userriskprofile.update": 'sdk.userriskprofile.update("u-101", notes="watch")',
    "auditlogs.get_all": 'for page in sdk.auditlogs.get_all(user_ids=["u-101"]):\n    for event in page["events"]:\n        print(event["type$"], event["actorId"])',
    "auditlogs.get_page": 'page = sdk.auditlogs.get_page(page_num=1, page_size=5, usernames=["a"])\nprint([e["type$"] for e in page["events"]])',
    "alerts.rules.get_page": 'for rule in sdk.alerts.rules.get_page(page_num=1)["ruleMetadata"]:\n    print(rule["name"])',
    "cases.file_events.get": 'print(sdk.cases.file_events.get(1, "e-1")["fileName"])',
    "alerts.rules.get_all": 'for page in sdk.alerts.rules.get_all():\n    for rule in page["ruleMetadata"]:\n        print(rule["name"], rule["observerRuleId"], rule["isEnabled"])',
    "alerts.rules.get_by_observer_id": 'print(sdk.alerts.rules.get_by_observer_id("r-1")["ruleMetadata"][0]["name"])',
    "alerts.rules.exfiltration.get": 'print(sdk.alerts.rules.exfiltration.get("r-1")["rules"][0]["name"])',
    "alerts.rules.cloudshare.get": 'rule = sdk.alerts.rules.cloudshare.get("r-1")["rules"][0]\nprint(rule["severity"])',
    "alerts.rules.filetypemismatch.get": 'rules = sdk.alerts.rules.filetypemismatch.get("r-1")["rules"]\nprint(rules[0]["name"])',
    "alerts.rules.remove_all_users": 'sdk.alerts.rules.remove_all_users("r-1")',
    "trustedactivities.get_all": 'for page in sdk.trustedactivities.get_all():\n    for one in page["trustResources"]:\n        print(one["value"], one["type"])',
    "trustedactivities.get": 'print(sdk.trustedactivities.get("5")["value"])',
    "trustedactivities.create": 'sdk.trustedactivities.create("SLACK", "acme", description="d")',
    "trustedactivities.update": 'sdk.trustedactivities.update("5", value="acme", description="new")',
    "trustedactivities.delete": 'sdk.trustedactivities.delete("5")',
    "securitydata.search_file_events": (
        "from py42.sdk.queries.fileevents.file_event_query import FileEventQuery\n"
        "from py42.sdk.queries.fileevents.filters import EventTimestamp, FileName, MD5, RiskScore, RiskSeverity\n"
        'query = FileEventQuery.all(FileName.is_in(["a*", "b"]), MD5.not_exists(), RiskScore.greater_than(3),\n'
        '    EventTimestamp.in_range("2026-01-01 00:00:00", "2026-02-01 00:00:00"), RiskSeverity.not_eq(RiskSeverity.LOW))\n'
        'reply = sdk.securitydata.search_file_events(query)\nprint(reply["totalCount"])\n'
        'for event in reply["fileEvents"]:\n    print(event["fileName"], event["md5Checksum"], event["filePath"])'
    ),
    "securitydata.search_all_file_events": (
        "from py42.sdk.queries.fileevents.v2 import FileEventQuery\n"
        "from py42.sdk.queries.fileevents.v2.filters import file, timestamp\n"
        "query = FileEventQuery.any(file.Name.eq('x'), timestamp.Timestamp.within_the_last(timestamp.Timestamp.ONE_DAY))\n"
        "for event in sdk.securitydata.search_all_file_events(query)['fileEvents']:\n"
        "    print(event['file']['name'], event['file']['hash']['md5'], event['event']['id'])"
    ),
    "securitydata.savedsearches.get": 'for search in sdk.securitydata.savedsearches.get()["searches"]:\n    print(search["id"], search["name"])',
    "securitydata.savedsearches.get_by_id": 'print(sdk.securitydata.savedsearches.get_by_id("7")["searches"][0]["name"])',
}
"""Method → a script that uses it."""

ONLY_AFTER = {
    "detectionlists.get_user": ('print(sdk.detectionlists.get_user("a@b.c")["department"])', "", "Sales\n"),
    "detectionlists.get_user_by_id": (
        'print(sdk.detectionlists.get_user_by_id("u-101")["userName"])',
        "",
        "ann@example.com\n",
    ),
    "detectionlists.update_user_notes": (
        'sdk.detectionlists.update_user_notes("u-101", "x")',
        "update person u-101 x",
        "",
    ),
    "detectionlists.departing_employee.add": (
        'sdk.detectionlists.departing_employee.add("u-101")',
        "put u-101 on w-1",
        "",
    ),
    "detectionlists.departing_employee.remove": (
        'sdk.detectionlists.departing_employee.remove(user_id="u-101")',
        "take u-101 off w-1",
        "",
    ),
    "detectionlists.departing_employee.get_all": (
        (
            'for page in sdk.detectionlists.departing_employee.get_all():\n    for one in page["items"]:\n'
            '        print(one["userName"])'
        ),
        "",
        "ann@example.com\nbob@example.com\n",
    ),
    "detectionlists.departing_employee.update_departure_date": (
        'sdk.detectionlists.departing_employee.update_departure_date("u-101", "2026-12-31")',
        "update person u-101 2026-12-31",
        "",
    ),
    "alerts.resolve": ('sdk.alerts.resolve(["s-1"])', "state CLOSED of s-1", ""),
    "alerts.reopen": ('sdk.alerts.reopen(["s-1"])', "state OPEN of s-1", ""),
    "alerts.update_state": ('sdk.alerts.update_state("OPEN", ["s-1"])', "state OPEN of s-1", ""),
    "alerts.update_note": ('sdk.alerts.update_note("s-1", "seen")', "note on s-1: seen", ""),
    "securitydata.stream_file_by_sha256": (
        'for part in sdk.securitydata.stream_file_by_sha256("5a").iter_content(chunk_size=7):\n    print(len(part))',
        "",
        "7\n7\n5\n",
    ),
    "securitydata.savedsearches.search_file_events": (
        'print(sdk.securitydata.savedsearches.search_file_events("7")["totalCount"])',
        "search AND 100 []",
        "1\n",
    ),
    "securitydata.savedsearches.execute": (
        'print(sdk.securitydata.savedsearches.execute("7")["totalCount"])',
        "search AND 100 []",
        "1\n",
    ),
    "serveradmin.get_current_tenant": ('print(sdk.serveradmin.get_current_tenant()["companyName"])', "", "Example\n"),
    "usercontext.get_current_tenant_id": ("print(sdk.usercontext.get_current_tenant_id())", "", "t-1\n"),
}
"""What py42 itself cannot do any more, or does by many other calls: method → script, the change and the output."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("method", TWINS)
def test_the_moved_call_does_and_prints_the_same(method: str, server: Server) -> None:
    script = f"{LOGIN}{TWINS[method]}\n"
    after = fixed(script)
    assert "py42" not in after.replace("review", ""), after
    first, then = run(script, server), run(after, server)
    assert first.error == "", first.error
    assert then.error == "", f"{after}\n{then.error}"
    assert then.output == first.output
    assert then.done == first.done
    assert first.output or first.done
    assert set(codes(after)) <= {"C42-004"}
    assert fixed(after) == after


@pytest.mark.slow
@pytest.mark.parametrize("method", ONLY_AFTER)
def test_what_only_the_new_client_can_do(method: str, server: Server) -> None:
    script, done, output = ONLY_AFTER[method]
    then = run(fixed(f"{LOGIN}{script}\n"), server)
    assert then.error == "", then.error
    assert (then.output, then.done) == (output, (done,) if done else ())


def _moves() -> dict[str, Twin]:
    return {name: twin for rule in current().rules.values() for name, twin in rule.moves.items()}


def test_every_twin_is_run() -> None:
    assert set(_moves()) == {*TWINS, *ONLY_AFTER}


@pytest.mark.parametrize("method", sorted(_moves()))
def test_a_twin_takes_what_the_real_method_takes(method: str) -> None:
    """The parameters of py42 in their order, and those of incydr by their names."""
    twin = _moves()[method]
    if method.startswith("detectionlists."):
        pytest.skip("gone from py42 1.27 on")
    old = inspect.signature(_member(py42.sdk.SDKClient(Anything(), Anything()), method))
    names = [name for name, one in old.parameters.items() if one.kind is not one.VAR_KEYWORD]
    assert [name.partition("|")[0] for name in twin.takes][: len(names)] == [*names][: len(twin.takes)]
    made = new_call(twin)
    for chain, given in [(made.chain, [one.name for one in made.parameters])] if made else _chains(twin.call):
        new = _member(_new_client(), chain)
        assert set(given) <= set(inspect.signature(new).parameters), (method, chain)
        if made:  # what may stay where it stood must stand there in the new call as well
            positions = [one.name for one in takewhile(lambda one: not one.by_name, made.parameters)]
            assert positions == list(inspect.signature(new).parameters)[: len(positions)], (method, chain)


def _new_client() -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return incydr.Client("https://api.us.code42.com", "k", "s", skip_auth=True)


def _chains(call: str) -> list[tuple[str, list[str]]]:
    return [
        (chain, []) for chain in re.findall(r"\{client\}\.([\w.]+)\(", call.replace("{type}", "add_slack_workspace"))
    ]


def _member(thing: object, chain: str) -> Callable[..., object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in chain.split("."):
            thing = getattr(thing, name)
    assert callable(thing)
    return thing
