"""Kinds by name, directory, first line and content."""

from __future__ import annotations

import pytest

from c42migrate.files.kinds import kind_of, needs_head


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.py", "python"),
        ("A.PY", "python"),
        ("setup.py", "python"),
        ("a.pyw", "python"),
        ("a.ipynb", "notebook"),
        ("a.sh", "shell"),
        ("a.command", "shell"),
        (".bashrc", "shell"),
        ("a.ps1", "powershell"),
        ("m.psm1", "powershell"),
        ("README.md", "markdown"),
        ("docs/a.rst", "rst"),
        ("a.xml", "xml"),
        ("p.mobileconfig", "xml"),
        ("Deploy.proj", "xml"),
        ("Directory.Build.props", "xml"),
        ("build.targets", "xml"),
        ("plan.jmx", "xml"),
        (".github/workflows/ci.yml", "yaml"),
        ("Dockerfile", "dockerfile"),
        ("Dockerfile.prod", "dockerfile"),
        ("app.dockerfile", "dockerfile"),
        ("Makefile", "makefile"),
        ("x.mk", "makefile"),
        ("crontab", "crontab"),
        ("etc/cron.d/backup", "crontab"),
        ("requirements.txt", "requirements"),
        ("requirements-dev.txt", "requirements"),
        ("dev-requirements.in", "requirements"),
        ("requirements/base.txt", "requirements"),
        ("constraints.txt", "requirements"),
        ("pyproject.toml", "pyproject"),
        ("setup.cfg", "setup-cfg"),
        ("Pipfile", "pipfile"),
        ("environment.yml", "conda"),
        ("environment-dev.yaml", "conda"),
        ("Jenkinsfile", "text"),
        ("a.rb", "text"),
        ("a.go", "text"),
        ("A.java", "text"),
        ("a.cs", "text"),
        ("a.php", "text"),
        ("a.pl", "text"),
        ("a.groovy", "text"),
        ("a.ts", "text"),
        ("a.json", "text"),
        ("a.html", "text"),
        ("a.ini", "text"),
        (".env", "text"),
        (".env.local", "text"),
        ("notes.txt", "text"),
        ("other.toml", "text"),
        ("api.http", "http"),
        ("run.sh.j2", "shell"),
        ("run.py.bak", "python"),
        ("values.j2", "text"),
        ("poetry.lock", ""),
        ("package-lock.json", ""),
        ("jquery.min.js", ""),
        ("app.js.map", ""),
        ("a.png", ""),
        ("a.pyc", ""),
        ("LICENSE", ""),
        ("data.unknown", ""),
        (".c42migrate-abc.tmp", ""),
    ],
)
def test_by_name(path: str, kind: str) -> None:
    assert kind_of(path) == kind
    if kind:
        assert not needs_head(path)


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("tool", b"#!/usr/bin/python\n", "python"),
        ("tool", b"#!/usr/bin/env python3\n", "python"),
        ("tool", b"#!/usr/bin/env -S python3.11 -u\r\n", "python"),
        ("tool", b"#! /usr/local/bin/pypy3 -O\n", "python"),
        ("tool", b"#!/bin/bash -e\n", "shell"),
        ("tool", b"#!/bin/sh", "shell"),
        ("tool", b"#!/usr/bin/env pwsh\n", "powershell"),
        ("tool", b"#!/usr/bin/env ruby\n", "text"),
        ("tool", b"#!/usr/bin/env LANG=C perl -w\n", "text"),
        ("tool.unknown", b"#!/bin/bash\n", "shell"),
        ("tool", b"#!/opt/secret\n", ""),
        ("tool", b"import os\nprint 1\n", "python"),
        ("tool", b"<?xml version='1.0'?>", "xml"),
        ("tool", b"\x7fELF\0", ""),
        ("tool", b"#!/bin/sh\n\0", ""),
        ("tool.unknown", b"import os\n", ""),
        ("tool", b"hello", ""),
        ("a.py", b"#!/bin/sh\n", "python"),
    ],
)
def test_by_content(path: str, head: bytes, kind: str) -> None:
    assert kind_of(path, head) == kind


@pytest.mark.parametrize(
    ("path", "kind"), [("data.unknown", "text"), ("poetry.lock", "text"), ("a.min.js", "text"), ("a.py", "python")]
)
def test_named_files_always_have_a_kind(path: str, kind: str) -> None:
    assert kind_of(path, explicit=True) == kind


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("default.build", b'<?xml version="1.0"?>\n<project/>', "xml"),
        ("a.resx", b'\xef\xbb\xbf<?xml version="1.0"?>', "xml"),
        ("meson.build", b"project('a')\n", ""),
        ("a.unheard", b"<plist/>", ""),
    ],
)
def test_xml_by_its_declaration(path: str, head: bytes, kind: str) -> None:
    assert kind_of(path, head) == kind
