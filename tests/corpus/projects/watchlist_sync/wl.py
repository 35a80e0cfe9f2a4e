import dataclasses
import logging
from typing import Iterable, List, Optional

import py42.sdk
from py42.constants import WatchlistType
from py42.exceptions import Py42WatchlistNotFound

logger = logging.getLogger("wl")


@dataclasses.dataclass
class Settings:
    host: str
    client_id: str
    secret: str
    title: str = "Contractors"
    chunk: int = 50


class WatchlistSync:
    def __init__(self, s: Settings):
        self.s = s
        self.client = py42.sdk.from_api_client(s.host, s.client_id, s.secret)
        self._id: Optional[str] = None

    def list_id(self) -> str:
        if self._id is None:
            for page in self.client.watchlists.get_all():
                for w in page["watchlists"]:
                    if w.get("title") == self.s.title:
                        self._id = w["watchlistId"]
        if self._id is None:
            logger.info("no such list, calling watchlists.create")
            self._id = self.client.watchlists.create(WatchlistType.CUSTOM, self.s.title)["watchlistId"]
        return self._id

    def current(self) -> List[str]:
        ids = []
        try:
            for page in self.client.watchlists.get_all_included_users(self.list_id()):
                ids += [u["userId"] for u in page["includedUsers"]]
        except Py42WatchlistNotFound:
            self._id = None
        return ids

    def sync(self, wanted: Iterable[str]) -> None:
        wanted, have = set(wanted), set(self.current())
        add, drop = sorted(wanted - have), sorted(have - wanted)
        for i in range(0, len(add), self.s.chunk):
            self.client.watchlists.add_included_users_by_watchlist_id(add[i:i + self.s.chunk], self.list_id())
        if drop:
            self.client.watchlists.remove_included_users_by_watchlist_id(drop, self.list_id())
        logger.info("+%d -%d", len(add), len(drop))

    def annotate(self, uid, text):
        old = self.client.userriskprofile.get_by_id(uid)["notes"]
        self.client.userriskprofile.update(uid, notes=(old or "") + "\n" + text)
