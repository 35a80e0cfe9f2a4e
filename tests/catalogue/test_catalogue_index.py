"""Putting rules together: clashes, overriding, replacement chains."""

from __future__ import annotations

import pytest

from c42migrate.catalogue.load import load
from c42migrate.errors import CatalogueError
from tests.catalogue.catalogue_examples import rule, write


def request(method: str, path: str, more: str = "") -> str:
    return f"{{kind: request, method: {method}, paths: ['{path}']{more}}}"


def goes_to(method: str, path: str, status: str = "deprecated", following: str = "''") -> str:
    return f"{{status: {status}, method: {method}, path: '{path}', text: t, next: {following}}}"


A = rule("C42-301", "a", request("GET", "/v1/a/{id}"), goes_to("GET", "/v1/b/{other}"))
B = rule("C42-302", "b", request("GET", "/v1/b/{bId}"), goes_to("GET", "/v1/C"))
C = rule("C42-303", "c", request("[GET, POST]", "/v1/c"), goes_to("GET", "/v2/c", "live"))


def test_a_chain_is_followed_to_its_end(tmp_path):
    chains = load([write(tmp_path / "r", A, B, C)]).chains
    assert chains["C42-301"].codes == ("C42-302", "C42-303")
    assert chains["C42-301"].terminal.path == "/v2/c"
    assert chains["C42-303"].codes == ()


def test_next_names_the_rule_that_follows(tmp_path):
    first = rule("C42-301", "a", request("GET", "/v1/a"), "{status: deprecated, text: t, next: c}")
    assert load([write(tmp_path / "r", first, C)]).chains["C42-301"].codes == ("C42-303",)


@pytest.mark.parametrize(
    ("match", "following", "replacement"),
    [
        (
            "{kind: symbol, names: [py42.client.old.add]}",
            "{kind: symbol, names: [py42.client.middle.*]}",
            "symbol: py42.client.middle.add",
        ),
        (
            "{kind: command, program: code42, words: [departing-employee, add]}",
            "{kind: command, program: code42, words: [watchlists]}",
            "command: code42 watchlists add",
        ),
    ],
)
def test_symbols_and_commands_chain_too(tmp_path, match, following, replacement):
    first = rule("C42-301", "a", match, f"{{status: deprecated, text: t, {replacement}}}")
    second = rule("C42-302", "b", following, "{status: live, text: t}")
    assert load([write(tmp_path / "r", first, second)]).chains["C42-301"].codes == ("C42-302",)


HOST = "{kind: host, hosts: [a.example]}"
FIELD = "{kind: field, direction: response, operations: [GET /x], names: [name]}"
CIRCLE = rule("C42-303", "c", request("GET", "/v1/c"), goes_to("GET", "/v1/a/{x}"))
UNKNOWN = rule("C42-301", "a", request("GET", "/v1/a"), "{status: deprecated, text: t, next: nowhere}")
LIVE = rule("C42-301", "a", request("GET", "/v1/a"), goes_to("GET", "/v1/c", "live"))
OWN = rule("C42-301", "a", request("GET", "/v1/a"), goes_to("GET", "/v1/a"))


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([A, B, CIRCLE], "circle: C42-301 -> C42-302 -> C42-303 -> C42-301"),
        ([OWN], "circle"),
        ([A, B], "replacement of C42-302 is deprecated, but no rule"),
        ([UNKNOWN], "no rule 'nowhere'"),
        ([LIVE, C], "'live', but C42-303 deprecates it"),
        ([C, C.replace("name: c", "name: d")], "code C42-303 is taken"),
        ([C, C.replace("C42-303", "C42-304")], "name 'c' is taken"),
        ([C, C.replace("C42-303", "C42-304").replace("name: c", "name: d")], "C42-304 and C42-303 .* both match"),
        ([C, rule("C42-304", "d", request("'*'", "/V1/c/"))], "both match"),
        ([rule("C42-301", "a", HOST), rule("C42-302", "b", HOST.replace("a.ex", "A.ex"))], "both match host"),
        ([rule("C42-301", "a", FIELD), rule("C42-302", "b", FIELD)], "both match response name"),
    ],
)
def test_contradictions_are_errors(tmp_path, rules, words):
    with pytest.raises(CatalogueError, match=words) as caught:
        load([write(tmp_path / "r", *rules)])
    assert caught.value.line > 0
    assert caught.value.path == str(tmp_path / "r" / "users.yaml")


@pytest.mark.parametrize(
    "other",
    [
        rule("C42-304", "d", request("DELETE", "/v1/c")),
        rule("C42-304", "d", request("GET", "/v1/c/{id}")),
        rule("C42-304", "d", request("GET", "/v1/c", ", query: [emailPromo]")),
        rule("C42-304", "d", request("GET", "/v1/c"), more="precedence: 1\n"),
    ],
)
def test_rules_that_differ_stand_side_by_side(tmp_path, other):
    assert len(load([write(tmp_path / "r", C, other)]).rules) == 2


def test_a_rule_with_a_condition_does_not_make_a_replacement_deprecated(tmp_path):
    other = rule("C42-304", "d", request("GET", "/v2/c", ", query: [srtKey]"))
    assert load([write(tmp_path / "r", C, other)]).chains["C42-303"].codes == ()


@pytest.mark.parametrize("changed", ["C42-303", "C42-399"])
def test_a_custom_rule_may_override(tmp_path, changed):
    mine = rule(changed, "c", request("GET", "/v1/mine"), more="override: true\n")
    catalogue = load([write(tmp_path / "a", C), write(tmp_path / "b", mine)])
    assert list(catalogue.rules) == [changed]
    assert catalogue.rules[changed].match.paths == ("/v1/mine",)


@pytest.mark.parametrize("name", ["C42-303", "c42-303", "c", "C"])
def test_find_by_code_or_name(tmp_path, name):
    assert load([write(tmp_path / "r", C)]).find(name).code == "C42-303"


def test_find_nothing(tmp_path):
    assert load([write(tmp_path / "r", C)]).find("d") is None


def test_the_version_follows_the_content_not_the_line_ends(tmp_path):
    directory = write(tmp_path / "r", C)
    first = load([directory]).version
    path = directory / "users.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load([directory]).version == first
    path.write_bytes(path.read_bytes() + b"# more\n")
    assert load([directory]).version != first
