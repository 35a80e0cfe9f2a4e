"""A connector as security tools have them: one class, a session made when it is first needed."""
import logging

import py42.sdk
from py42.exceptions import Py42Error, Py42NotFoundError

log = logging.getLogger(__name__)


class ConnectorError(Exception):
    pass


class Connector:
    def __init__(self, settings):
        self.settings = settings
        self._client = None

    @property
    def client(self):
        if self._client is None:
            self._client = py42.sdk.from_api_client(
                self.settings["host"], self.settings["key"], self.settings["secret"]
            )
        return self._client

    def get_user(self, name):
        try:
            users = self.client.users.get_by_username(name)["users"]
        except Py42NotFoundError:
            return None
        except Py42Error as error:
            raise ConnectorError(str(error)) from error
        if not users:
            return None
        return users[0]

    def disable(self, name):
        user = self.get_user(name)
        if user is None:
            log.warning("no such user")
            return False
        self.client.users.deactivate(user["userId"])
        return True

    def case(self, name, subject):
        case = self.client.cases.create(name, subject=subject, assignee="u-102")
        return case["number"]


connector = Connector({"host": "console.us.code42.com", "key": "key-1", "secret": "secret"})
print(connector.disable("ann@example.com"))
print(connector.case("Leaver", "u-101"))
