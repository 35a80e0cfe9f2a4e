import functools
import logging
import time
from abc import ABC, abstractmethod
from typing import Any, ClassVar

import requests

logger = logging.getLogger(__name__)


def retry(times):
    def outer(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            for _ in range(times):
                try:
                    return fn(*args, **kwargs)
                except requests.HTTPError:
                    logger.warning("retrying /api/User")
                    time.sleep(1)
        return inner
    return outer


class Base(ABC):
    prefix: ClassVar[str] = "/console/api"

    def __init__(self, url: str, user: str, password: str) -> None:
        self.url = url.rstrip("/")
        self._creds = (user, password)

    @property
    @abstractmethod
    def resource(self) -> str: ...

    def build(self, *parts: Any) -> str:
        return "/".join([self.url + self.prefix, self.resource, *map(str, parts)])

    @retry(times=3)
    def send(self, method, *parts, **kw):
        r = requests.request(method, self.build(*parts), auth=self._creds, **kw)
        r.raise_for_status()
        return r.json()


class Users(Base):
    resource = "User"

    def one(self, uid):
        return self.send("GET", uid)


class Blocks(Base):
    resource = "UserBlock"

    def block(self, uid):
        return self.send("PUT", uid)


class Devices(Base):
    @property
    def resource(self):
        return "Computer"


if __name__ == "__main__":
    u = Users("https://console.us.code42.com", "a", "b")
    print(u.one(1), Blocks(u.url, "a", "b").block(2), Devices(u.url, "a", "b").send("GET"))
