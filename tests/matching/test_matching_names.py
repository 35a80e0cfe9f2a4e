"""Symbols, command lines, requirements and fields."""

from __future__ import annotations

import pytest

from c42migrate.catalogue.model import (
    CallFix,
    CommandFix,
    CommandMatch,
    FieldFix,
    FieldMatch,
    RequirementMatch,
    SymbolMatch,
)
from c42migrate.model import (
    Applicability,
    Argument,
    Certainty,
    Command,
    Entry,
    Field,
    Hole,
    Place,
    Requirement,
    Symbol,
    Text,
)
from tests.matching.matching_support import applied, codes, endpoint, literal_in, request_in, rule, run

SYMBOLS = (
    rule("C42-901", SymbolMatch(("py42.client.alerts.*",))),
    rule(
        "C42-902",
        SymbolMatch(("py42.client.alerts.resolve",), argument="tenant_id"),
        CallFix(Applicability.SAFE, drop=True),
    ),
    rule("C42-903", SymbolMatch(("py42.client.saved.get",), argument="use_v2", position=1, argument_absent=True)),
    rule("C42-904", SymbolMatch(("py42", "py42.*"), forms=("import",))),
    rule(
        "C42-905",
        SymbolMatch(("incydr.client.devices.v1.get_device",)),
        CallFix(Applicability.UNSAFE, symbol="incydr.client.agents.v1.get_agent"),
    ),
)
SOURCE = "sdk.x.y.z(a, b)\n"
CALL = Place("a.py", 0, 15)


@pytest.mark.parametrize(
    ("name", "form", "arguments", "code"),
    [
        ("py42.client.alerts.search", "call", (), "C42-901"),
        ("py42.client.alerts.resolve", "call", (), "C42-901"),
        ("py42.client.alerts.resolve", "call", (Argument("tenant_id", 1),), "C42-902"),
        ("py42.client.alerts", "reference", (), None),
        ("py42.client.alertsettings.x", "call", (), None),
        ("py42.client.saved.get", "call", (Argument("", 0),), "C42-903"),
        ("py42.client.saved.get", "call", (Argument("use_v2", 1, constant="False"),), "C42-903"),
        ("py42.client.saved.get", "call", (Argument("use_v2", 1, constant="True"),), None),
        ("py42.client.saved.get", "call", (Argument("", 1, constant="True"),), None),
        ("py42.client.saved.get", "call", (Argument("use_v2", 1),), None),
        ("py42.client.saved.get", "reference", (), None),
        ("py42.sdk", "import", (), "C42-904"),
        ("py42", "import", (), "C42-904"),
        ("py42.client.users.get_all", "call", (), None),
        ("pycpg.client.alerts.search", "call", (), None),
    ],
)
def test_symbol(name: str, form: str, arguments: tuple[Argument, ...], code: str | None) -> None:
    assert codes(run(SOURCE, Symbol(name, CALL, form, (), arguments), more=SYMBOLS)) == ([code] if code else [])


def test_symbol_fixes() -> None:
    source = "client.devices.v1.get_device(x)\n"
    tokens = tuple(literal_in(source, word) for word in ("devices", "v1", "get_device"))
    symbol = Symbol("incydr.client.devices.v1.get_device", Place("a.py", 0, 28), "call", tokens)
    assert applied(source, run(source, symbol, more=SYMBOLS), "unsafe") == "client.agents.v1.get_agent(x)\n"
    hidden = Symbol("incydr.client.devices.v1.get_device", Place("a.py", 0, 28), "call", tokens[2:])
    assert run(source, hidden, more=SYMBOLS)[0].fixes == ()


def test_symbol_argument_is_dropped() -> None:
    source = "sdk.alerts.resolve(a, tenant_id=t)\n"
    argument = Argument("tenant_id", 1, span=Place("a.py", 20, 33))
    symbol = Symbol("py42.client.alerts.resolve", Place("a.py", 0, 34), "call", (), (argument,))
    assert applied(source, run(source, symbol, more=SYMBOLS), "safe") == "sdk.alerts.resolve(a)\n"


def test_a_symbol_inside_another_of_its_rule_counts_on_another_line_only() -> None:
    one, two = "f(alerts.a(alerts.b))\n", "f(alerts.a(\nalerts.b))\n"
    for source, count in ((one, 1), (two, 2)):
        outer = Symbol("py42.client.alerts.a", Place("a.py", 2, len(source) - 2), "call")
        at = source.index("alerts.b")
        inner = Symbol("py42.client.alerts.b", Place("a.py", at, at + 8), "reference")
        assert len(run(source, outer, inner, more=SYMBOLS)) == count


COMMANDS = (
    rule("C42-851", CommandMatch("code42", ("alerts",))),
    rule("C42-852", CommandMatch("code42", ("alerts", "search"), ("--type", "-t"))),
    rule(
        "C42-853",
        CommandMatch("incydr", ("devices", "list")),
        CommandFix(Applicability.UNSAFE, command="incydr agents list"),
    ),
)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("code42 alerts search", "C42-851"),
        ("code42 alerts search --type x", "C42-852"),
        ("code42 alerts search --type=x", "C42-852"),
        ("code42 --profile me alerts show", "C42-851"),
        ("code42 -d alerts show", "C42-851"),
        ("code42 users list alerts", None),
        ("code42 alerts-more", None),
        ("code42", None),
        ("incydr alerts search", None),
    ],
)
def test_command(line: str, code: str | None) -> None:
    program, *words = line.split()
    place = Place("a.py", 0, len(line))
    command = Command(program, tuple(Text((literal_in(line, word),)) for word in words), place)
    assert codes(run(line, command, more=COMMANDS)) == ([code] if code else [])


def test_command_fix() -> None:
    line = "incydr --log-level info devices list\n"
    words = tuple(Text((literal_in(line, word),)) for word in line.split()[1:])
    found = run(line, Command("incydr", words, Place("a.py", 0, len(line) - 1)), more=COMMANDS)
    assert applied(line, found, "unsafe") == line.replace("devices", "agents")
    assert run(line, Command("incydr", (Text((Hole("x"),)),), Place("a.py", 0, 6)), more=COMMANDS) == []


@pytest.mark.parametrize(
    ("package", "specifier", "found"),
    [
        ("py42", "", True),
        ("py42", "==1.20.0", True),
        ("py42", "==1.26.0", False),
        ("py42", ">=1.0", True),
        ("py42", ">=1.26,<2", False),
        ("py42", "~=1.5", True),
        ("py42", "!=1.0", True),
        ("py42", "nonsense", True),
        ("py43", "", False),
    ],
)
def test_requirement(package: str, specifier: str, found: bool) -> None:
    more = (rule("C42-970", RequirementMatch(("py42",), "<=1.25.1")),)
    usage = Requirement(package, specifier, Place("a.py", 0, 4))
    assert bool(run("py42 pinned\n", usage, more=more)) is found


TERMS = ("fileName", "osHostName")
FIELDS = (
    rule(
        "C42-801",
        FieldMatch("request", ("POST /v1/file-events",), TERMS, {"fileName": "file.name"}, ("term",)),
        FieldFix(Applicability.UNSAFE),
    ),
    rule(
        "C42-802",
        FieldMatch("request", ("GET /api/v1/User",), ("emailPromo",)),
        FieldFix(Applicability.SAFE, drop=True),
    ),
    rule("C42-803", FieldMatch("response", ("GET /api/v1/User",), ("lastLoginDate",))),
)


def entry(source: str, key: str, value: str = "", *above: str) -> Entry:
    told = Text((literal_in(source, value),)) if value else None
    at = source.index(key) - 1
    return Entry((*above, key), literal_in(source, key), told, Place("a.py", at, source.index("}", at)))


@pytest.mark.parametrize(
    ("url", "verb", "term", "found"),
    [
        ("{base}/v1/file-events", "POST", "fileName", True),
        ("{base}/v2/file-events", "POST", "fileName", False),
        ("{base}/v1/file-events", "GET", "fileName", False),
        ("{base}/v1/file-events", "POST", "file.name", False),
    ],
)
def test_value_of_a_sent_key(url: str, verb: str, term: str, found: bool) -> None:
    source = f"code42 = requests.{verb.lower()}('{url}', json={{'term': '{term}'}}) # incydr\n"
    request = request_in(source, url, verb, body=(entry(source, "term", term, "groups", "filters"),))
    assert codes(run(source, request, more=FIELDS)) == (["C42-801"] if found else [])
    if found:
        wanted = source.replace("fileName", "file.name")
        assert applied(source, run(source, request, more=FIELDS), "unsafe") == wanted


def test_a_key_is_dropped() -> None:
    source = "code42 = requests.get('{base}/api/v1/User', params={'emailPromo'})\n"
    request = request_in(source, "{base}/api/v1/User", "GET", query=(entry(source, "emailPromo"),))
    assert applied(source, run(source, request, more=FIELDS), "safe") == source.replace("'emailPromo'", "")


def test_a_key_in_the_url() -> None:
    source = "code42 = requests.get('{base}/api/v1/User?emailPromo=true')\n"
    request = request_in(source, "{base}/api/v1/User?emailPromo=true", "GET")
    [finding] = run(source, request, more=FIELDS)
    assert (finding.code, finding.matched) == ("C42-802", "emailPromo")
    again = request_in(source, "{base}/api/v1/User?emailPromo=true", "GET")
    assert run(source, request, again, more=FIELDS)[0].fixes == ()


@pytest.mark.parametrize(("url", "certainty"), [("{base}/api/v1/User", Certainty.MAYBE), ("{base}/v1/users", None)])
def test_a_key_of_a_reply_needs_its_operation_in_the_file(url: str, certainty: Certainty | None) -> None:
    source = f"code42 = requests.get('{url}'); x['lastLoginDate']\n"
    field = Field(entry(source + "}", "lastLoginDate"), "response", Place("a.py", 40, 44))
    found = run(source, field, request_in(source, url, "GET"), more=FIELDS)
    assert [f.certainty for f in found] == ([certainty] if certainty else [])


def test_terms_of_an_operation_that_cannot_move_keep_their_names() -> None:
    source = "code42 = requests.post('{base}/v1/file-events', json={'term': 'fileName'}) # incydr\n"
    request = request_in(
        source, "{base}/v1/file-events", "POST", body=(entry(source, "term", "fileName", "groups", "filters"),)
    )
    for level, fixes in (("unsafe", 1), ("manual", 0)):
        search = endpoint("C42-501", "POST", "/v1/file-events", to="POST /v2/file-events", level=level)
        found = run(source, request, more=(*FIELDS, search))
        assert {finding.code: len(finding.fixes) for finding in found} == {"C42-501": fixes, "C42-801": fixes}
