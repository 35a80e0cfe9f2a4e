import concurrent.futures as cf
import csv
import logging
import sys
import urllib3

LOG = logging.getLogger("restore-audit")
http = urllib3.PoolManager(cert_reqs="CERT_NONE", maxsize=10)


class Endpoint:
    RESTORES = "/api/RestoreRecord"
    DEVICE = "/api/v1/Computer/%s"
    USER = "/api/v1/User/%s"


def get(base, path, hdr, **fields):
    import json
    r = http.request("GET", base + path, fields=fields, headers=hdr)
    LOG.debug("GET %s%s -> %d", base, path, r.status)
    if r.status == 404:
        return {}
    if r.status != 200:
        raise RuntimeError(f"{path}: {r.status}")
    return json.loads(r.data)["data"]


def enrich(base, hdr, rec):
    d = get(base, Endpoint.DEVICE % rec["computerId"], hdr)
    u = get(base, Endpoint.USER % rec["requestingUserId"], hdr)
    return [rec["restoreId"], rec["startDate"], rec["numFiles"], d.get("name"), u.get("username")]


def main(base, user, password, out):
    hdr = urllib3.make_headers(basic_auth=f"{user}:{password}")
    pg, jobs = 1, []
    with cf.ThreadPoolExecutor(8) as ex, open(out, "w", newline="") as fh:
        while True:
            rows = get(base, Endpoint.RESTORES, hdr, pgNum=pg, pgSize=200)["restoreRecords"]
            if not rows:
                break
            jobs += [ex.submit(enrich, base, hdr, r) for r in rows]
            pg += 1
        w = csv.writer(fh)
        for j in cf.as_completed(jobs):
            try:
                w.writerow(j.result())
            except RuntimeError as err:
                LOG.warning("record lost: %s", err)


if __name__ == "__main__":
    logging.basicConfig()
    main(*sys.argv[1:5])
