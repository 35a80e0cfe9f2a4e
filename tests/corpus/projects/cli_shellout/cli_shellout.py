#!/usr/bin/env python3
"""Nightly: export file events with the code42 CLI and gzip them."""
import datetime
import gzip
import os
import shlex
import shutil
import subprocess
import sys

OUT = os.environ.get("OUT", "/srv/c42")
PROFILE = os.environ.get("C42_PROFILE", "nightly")


def sh(cmd):
    print("+", cmd)
    return subprocess.run(shlex.split(cmd), check=True, capture_output=True, text=True).stdout


def security_data(day):
    end = day + datetime.timedelta(days=1)
    return subprocess.check_output(
        ["code42", "security-data", "search", "-b", str(day), "-e", str(end), "-f", "RAW-JSON", "--profile", PROFILE]
    )


def alerts():
    return sh("code42 alerts search -b 1d -f RAW-JSON --profile " + PROFILE)


def departing():
    return sh(f"code42 departing-employee list --profile {PROFILE} -f CSV")


def main():
    if shutil.which("code42") is None:
        sys.exit("code42 is not installed, try: pip install code42cli")
    day = datetime.date.today() - datetime.timedelta(days=1)
    os.makedirs(OUT, exist_ok=True)
    with gzip.open(f"{OUT}/events-{day}.json.gz", "wb") as f:
        f.write(security_data(day))
    for name, fn in (("alerts.json", alerts), ("departing.csv", departing)):
        with open(os.path.join(OUT, name), "w") as f:
            f.write(fn())
    if os.system("code42 profile show %s >/dev/null" % shlex.quote(PROFILE)):
        print("profile is broken", file=sys.stderr)
    # os.system("code42 high-risk-employee list")
    os.system("aws s3 sync %s s3://sec-archive/code42/" % OUT)


if __name__ == "__main__":
    main()
