#!/usr/bin/env python3
# Offboard people from HR csv with the code42 cli
import csv
import json
import subprocess
import sys
import shlex


def sh(cmd):
    print("+", cmd)
    return subprocess.run(shlex.split(cmd), check=True, capture_output=True, text=True).stdout


PROFILE = "prod"
for row in csv.DictReader(open(sys.argv[1])):
    user = row["email"]
    out = sh(f"code42 users list --profile {PROFILE} --active -f json")
    if user not in out:
        print(f"{user}: not in code42 users list")
        continue
    sh(f"code42 departing-employee remove {user} --profile {PROFILE}")
    subprocess.check_call(["code42", "users", "deactivate", user])
    subprocess.call(["code42", "legal-hold", "remove-user", "-u", user, "-m", row["matter"]])
    subprocess.call(["crashplan", "users", "deactivate", user])
    subprocess.call(["incydr", "actors", "show", user])
