"""Whole scripts as people write them: run with py42, moved, run with incydr; what they do and print stays the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.checking import codes, fixed
from tests.sdk.twin_world import Server, run, serving

pytest.importorskip("incydr")
pytest.importorskip("py42")

SCRIPTS = {
    "offboarding": '''
        """Deactivate a leaver and keep the person on hold."""
        import sys

        import py42.sdk

        MATTER = "m-1"


        def find(sdk, name):
            found = sdk.users.get_by_username(name)["users"]
            return found[0] if found else None


        def offboard(sdk, name):
            user = find(sdk, name)
            sdk.legalhold.add_to_matter(user["userUid"], MATTER)
            sdk.users.deactivate(user["userId"], block_user=True)
            print("done:", user["username"])


        if __name__ == "__main__":
            client = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
            offboard(client, sys.argv[1])
    ''',
    "legal hold intake": """
        import py42.sdk as p

        sdk = p.from_api_client("console.us.code42.com", "key-1", "secret")
        policy = sdk.legalhold.get_policy_list()["legalHoldPolicies"][0]
        people = ["u-101", "u-102"]
        matters = {}
        for page in sdk.legalhold.get_all_matters(active=True):
            for matter in page["legalHolds"]:
                matters[matter["name"]] = matter["legalHoldUid"]
        if "Case one" in matters:
            uid = matters["Case one"]
            held = {m["user"]["userUid"] for p_ in sdk.legalhold.get_all_matter_custodians(uid) for m in p_["legalHoldMemberships"]}
            for person in people:
                if person not in held:
                    sdk.legalhold.add_to_matter(person, uid)
            print(sorted(held), policy["legalHoldPolicyUid"])
    """,
    "case export": """
        import csv
        import sys

        from py42.sdk import from_api_client

        sdk = from_api_client("console.us.code42.com", "key-1", "secret")
        out = csv.writer(sys.stdout)
        for page in sdk.cases.get_all(status="OPEN"):
            for case in page["cases"]:
                out.writerow([case["number"], case["name"], case["assigneeUsername"]])
                events = sdk.cases.file_events.get_all(case["number"])
                for event in events["events"]:
                    out.writerow(["", event["fileName"], event.get("riskScore")])
    """,
    "watchlist sync": """
        import py42.sdk

        WANTED = {"u-101", "u-103"}
        sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        for page in sdk.watchlists.get_all():
            for one in page["watchlists"]:
                if one["listType"] != "DEPARTING_EMPLOYEE":
                    continue
                uid = one["watchlistId"]
                present = set()
                for members in sdk.watchlists.get_all_included_users(uid):
                    present.update(user["userId"] for user in members["includedUsers"])
                if WANTED - present:
                    sdk.watchlists.add_included_users_by_watchlist_id(sorted(WANTED - present), uid)
                if present - WANTED:
                    sdk.watchlists.remove_included_users_by_watchlist_id(sorted(present - WANTED), uid)
    """,
    "device inventory": """
        import py42.sdk


        class Inventory:
            def __init__(self, host, key, secret):
                self._sdk = py42.sdk.from_api_client(host, key, secret)
                self._names = {}

            def devices(self):
                for page in self._sdk.devices.get_all(active=True):
                    for device in page["computers"]:
                        yield device

            def owner(self, uid):
                if uid not in self._names:
                    self._names[uid] = self._sdk.users.get_by_uid(uid)["username"]
                return self._names[uid]

            def table(self):
                return [(d["guid"], d["name"], d["osHostname"], self.owner(d["userUid"])) for d in self.devices()]


        for row in Inventory("console.us.code42.com", "key-1", "secret").table():
            print(*row, sep="|")
    """,
    "a helper that pages by hand": """
        import py42.sdk

        sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        number = 1
        names = []
        page = sdk.users.get_page(number, active=True)
        while page["users"]:
            names += [user["username"] for user in page["users"]]
            number += 1
            page = sdk.users.get_page(number, active=True)
        print(names)
    """,
    "errors": """
        import py42.sdk
        from py42.exceptions import Py42NotFoundError

        sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        for uid in ("u-101", "u-999"):
            try:
                print(sdk.users.get_by_uid(uid)["firstName"])
            except Py42NotFoundError as error:
                print(uid, "is gone", error.response.status_code)
    """,
    "a hook": """
        import py42.sdk

        _sdk = None


        def client():
            global _sdk
            if _sdk is None:
                _sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
            return _sdk


        def handle(event):
            profile = client().userriskprofile.get_by_username(event["user"])
            client().watchlists.add_included_users_by_watchlist_id([profile["userId"]], "w-1")
            return {"ok": profile["department"]}


        print(handle({"user": "ann@example.com"}))
    """,
    "what stays": """
        import py42.sdk

        sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        user = sdk.users.get_by_uid("u-101")
        sdk.users.block(user["userId"])
        print(user["username"])
    """,
    "roles": """
        import py42.sdk

        sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        roles = {role["roleName"]: role["roleId"] for role in sdk.users.get_available_roles()}
        print(sorted(roles.items()))
        for page in sdk.users.get_all():
            users = page["users"]
            for user in users:
                has = [role["roleName"] for role in sdk.users.get_roles(user["userId"])]
                if "Analyst" not in has:
                    sdk.users.add_role(user["userId"], "Analyst")
    """,
    "trusted activities": """
        import py42.sdk

        sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        known = [one for page in sdk.trustedactivities.get_all(type="SLACK") for one in page["trustResources"]]
        for one in sorted(known, key=lambda item: item["value"]):
            print(one["value"], one["description"])
        if not any(one["value"] == "acme-labs" for one in known):
            sdk.trustedactivities.create("SLACK", "acme-labs")
    """,
    "audit": """
        import json

        import py42.sdk


        def events(sdk, people):
            for page in sdk.auditlogs.get_all(user_ids=people):
                for event in page["events"]:
                    yield event


        sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
        for event in events(sdk, ["u-101"]):
            print(json.dumps(event, sort_keys=True))
    """,
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def dedented(text: str) -> str:
    lines = text.strip("\n").split("\n")
    width = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[width:] for line in lines).rstrip() + "\n"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_moved_script_does_and_prints_the_same(name: str, server: Server) -> None:
    script = dedented(SCRIPTS[name])
    after = fixed(script)
    assert after != script
    assert name == "what stays" or "py42" not in after
    first, then = run(script, server), run(after, server)
    assert first.error == "", first.error
    assert then.error == "", f"{after}\n{then.error}"
    assert (then.output, then.done) == (first.output, first.done), after
    assert fixed(after) == after
    assert name == "what stays" or set(codes(after)) <= {"C42-004"}
