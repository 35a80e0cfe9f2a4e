"""Shell and PowerShell in the steps of Jenkins pipelines."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.readers.containers import parts


def found(script: str, path: str = "ci/Jenkinsfile") -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts(Source(path, script, "text"))]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("sh 'curl a'", ("shell", "curl a")),
        ('sh "curl ${a} \\$b"', ("shell", "curl ${a} $b")),
        ("  sh '''\ncurl a\n'''\n", ("shell", "\ncurl a\n")),
        ('def x = sh(script: """\ncurl \\\\\n  a\n""", returnStdout: true)', ("shell", "\ncurl \\\n  a\n")),
        ('sh(returnStdout: true, script: "curl a")', ("shell", "curl a")),
        ("powershell 'irm a'", ("powershell", "irm a")),
        ('bat """\ncurl a\n"""', ("shell", "\ncurl a\n")),
    ],
)
def test_steps(script: str, expected: tuple[str, str]) -> None:
    assert found(script) == [expected]
    assert found(script, "x/build.groovy") == [expected]


@pytest.mark.parametrize(
    "script", ["// sh 'curl a'", "echo 'sh'", "dish 'curl a'", "sh command", "def sh = 1\nx = 'a'\n", 'echo "curl a"']
)
def test_what_is_no_step(script: str) -> None:
    assert found(script) == []


def test_only_pipelines_are_looked_at() -> None:
    assert found("sh 'curl a'", "a.rb") == []


def test_places_are_those_of_the_file() -> None:
    script = 'sh "curl \\$b https://h/api/User"'
    (part,) = parts(Source("Jenkinsfile", script, "text"))
    start = part.text.index("/api")
    assert script[part.offset(start) : part.offset(start + 9)] == "/api/User"


@pytest.mark.parametrize(
    ("script", "kinds"),
    [
        ("pipeline {\n  agent any\n  steps { sh 'curl -d @q https://h/a' }\n}", ["groovy"]),
        ("@Library('x') _\nnode('linux') {\n  sh 'curl https://h/a'\n}", ["groovy"]),
        ("echo pipeline {\ncurl https://h/a\n}", ["shell"]),
        ("the pipeline {of ours}\nis prose", []),
    ],
)
def test_a_pipeline_in_xml(script: str, kinds: list[str]) -> None:
    text = f"<definition><script>{script}</script></definition>"
    assert [part.kind for part in parts(Source("config.xml", text, "xml"))] == kinds
