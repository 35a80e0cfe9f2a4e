from __future__ import annotations

from dataclasses import dataclass, field

import py42.sdk
from py42.sdk import SDKClient


@dataclass
class Person:
    uid: str
    name: str
    roles: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, sdk: SDKClient, name: str) -> Person:
        raw = sdk.users.get_by_username(name)["users"][0]
        roles = [role["roleName"] for role in sdk.users.get_roles(raw["userId"])]
        return cls(raw["userUid"], raw["username"], roles)


def main() -> None:
    sdk: SDKClient = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
    person = Person.load(sdk, "ann@example.com")
    print(person)


main()
