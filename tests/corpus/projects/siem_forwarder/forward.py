#!/usr/bin/env python3
"""Code42 -> syslog forwarder.

Reads the cursor, pulls new file events and alerts, writes CEF to a syslog
server. See forward.ini.sample.  (code42 security-data send-to did not fit us)
"""
import configparser
import json
import logging
import logging.handlers
import pathlib
import socket
import sys
import time

from py42.sdk import from_local_account
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import InsertionTimestamp, ExposureType
from py42.sdk.queries.alerts.alert_query import AlertQuery
from py42.sdk.queries.alerts.filters.alert_filter import DateObserved

log = logging.getLogger("forward")


def to_cef(ev):
    ext = " ".join("%s=%s" % (k, str(v).replace("=", "\\=")) for k, v in ev.items() if v)
    return "CEF:0|Code42|Advanced Exfiltration Detection|1|C42200|File event|5|" + ext


class Cursor:
    def __init__(self, path):
        self.path = pathlib.Path(path)

    def get(self):
        return float(self.path.read_text()) if self.path.exists() else time.time() - 3600

    def put(self, v):
        self.path.write_text(str(v))


class Forwarder:
    def __init__(self, cfg):
        c = cfg["code42"]
        self.sdk = from_local_account(c["console"], c["username"], c["password"])
        self.out = logging.handlers.SysLogHandler((cfg["syslog"]["host"], cfg["syslog"].getint("port")),
                                                  socktype=socket.SOCK_DGRAM)
        self.fe = Cursor(c["state_dir"] + "/fe.cursor")
        self.al = Cursor(c["state_dir"] + "/alerts.cursor")

    def emit(self, line):
        self.out.emit(logging.makeLogRecord({"msg": line}))

    def events(self):
        since = self.fe.get()
        q = FileEventQuery.all(InsertionTimestamp.on_or_after(since), ExposureType.exists())
        res = self.sdk.securitydata.search_file_events(q)
        for ev in res["fileEvents"]:
            self.emit(to_cef(ev))
            since = max(since, ev.get("insertionTs", since))
        log.info("sdk.securitydata.search_file_events gave %d", len(res["fileEvents"]))
        self.fe.put(since)

    def alerts(self):
        n = 0
        now = time.time()
        for page in self.sdk.alerts.search_all_pages(AlertQuery(DateObserved.on_or_after(self.al.get()))):
            ids = [a["id"] for a in page["alerts"]]
            if not ids:
                continue
            for d in self.sdk.alerts.get_details(ids)["alerts"]:
                self.emit(json.dumps(d))
                n += 1
        self.al.put(now)
        return n


def main():
    cfg = configparser.ConfigParser()
    cfg.read(sys.argv[1] if len(sys.argv) > 1 else "forward.ini")
    logging.basicConfig(level=cfg["log"].get("level", "INFO"))
    f = Forwarder(cfg)
    while True:
        try:
            f.events()
            f.alerts()
        except Exception:
            log.exception("cycle failed")
        time.sleep(cfg["code42"].getint("interval"))


if __name__ == "__main__":
    main()
