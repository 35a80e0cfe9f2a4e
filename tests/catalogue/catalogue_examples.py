"""Small rule files for the tests of the catalogue."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

VOCABULARY = """\
webapps: [console, account]
resources: [User, UserBlock, UserRole, Org]
distinctive: [UserBlock]
services: [svc]
hosts_incydr: ["*.code42.com"]
hosts_crashplan: ["*.crashplan.com"]
hosts_ambiguous: [www.crashplan.com]
console_to_api: {console.us.code42.com: api.us.code42.com}
live: ["GET /v1/users/{userId}", "POST /v2/widgets"]
evidence_incydr: [incydr]
evidence_crashplan: [pycpg]
evidence_any: [code42]
lexicon:
  factories: {py42.sdk.from_local_account: py42.client}
  packages: [py42]
  foreign: [pycpg]
  client_members: {py42: [detectionlists, alerts]}
  client_names: [sdk]
  programs: [code42]
"""

MATCH = "{kind: request, method: PUT, paths: ['/api/v1/UserBlock/{userId}']}"
LIFECYCLE = """\
announced: {date: 2022-05-18, basis: stated, source: release notes}
deprecated: {date: 2022-05-18, basis: stated, source: release notes}
end_of_life: {date: 2023-05-18, basis: policy, source: one year later}"""
REPLACEMENT = "{status: none, text: Nothing replaces it.}"


def rule(
    code: str = "C42-301",
    name: str = "user-block",
    match: str = MATCH,
    replacement: str = REPLACEMENT,
    *,
    lifecycle: str = LIFECYCLE,
    fix: str = "{applicability: manual, reason: nothing replaces it}",
    more: str = "",
) -> str:
    """One rule as YAML, at the indentation of a list item under ``rules:``."""
    head = f"code: {code}\nname: {name}\nsummary: Blocking a user\nconfidence: documented\n"
    body = f"match: {match}\n{lifecycle}\nreplacement: {replacement}\nfix: {fix}\n"
    text = indent(head + body + dedent(more), "    ")
    return "  - " + text.lstrip()


def rule_file(*rules: str, family: str = "users") -> str:
    """A rule file with these rules."""
    return f"family: {family}\nverified_on: 2026-11-23\nrules:\n" + "".join(text.rstrip("\n") + "\n" for text in rules)


def write(directory: Path, *rules: str, vocabulary: str = VOCABULARY) -> Path:
    """``directory`` with users.yaml and vocabulary.yaml."""
    directory.mkdir(exist_ok=True)
    (directory / "users.yaml").write_text(rule_file(*rules), encoding="utf-8")
    (directory / "vocabulary.yaml").write_text(vocabulary, encoding="utf-8")
    return directory
