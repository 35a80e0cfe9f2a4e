#!/usr/local/munki/munki-python
"""Munki condition script. Writes c42_active and c42_org to ConditionalItems.plist."""
import os
import plistlib
import subprocess

PREFS = "/Library/Managed Installs/ConditionalItems.plist"
SERVER = "https://c42.example.org:4285"


def read_keychain(item):
	out = subprocess.run(["security", "find-generic-password", "-s", item, "-w", "/Library/Keychains/System.keychain"],
		capture_output=True, text=True)
	return out.stdout.strip()


def serial():
	out = subprocess.check_output(["ioreg", "-c", "IOPlatformExpertDevice", "-d", "2"], text=True)
	for line in out.splitlines():
		if "IOPlatformSerialNumber" in line:
			return line.split('"')[-2]


def c42(path):
	# curl honours the system proxy, urllib on this box does not
	cmd = ["/usr/bin/curl", "-sk", "-u", "munki:" + read_keychain("c42-munki"), SERVER + path]
	out = subprocess.run(cmd, capture_output=True, text=True)
	import json
	return json.loads(out.stdout)["data"]


def main():
	cond = {}
	if os.path.exists(PREFS):
		with open(PREFS, "rb") as f:
			cond = plistlib.load(f)
	hits = c42("/api/Computer?q=" + serial())["computers"]
	cond["c42_active"] = bool(hits and hits[0]["active"])
	if hits:
		cond["c42_org"] = c42("/api/Org/%d" % hits[0]["orgId"])["orgName"]
	with open(PREFS, "wb") as f:
		plistlib.dump(cond, f)


main()
