"""Where the parts of a reply are read: followed forwards from the call."""

from __future__ import annotations

from textwrap import dedent

import pytest

from c42migrate.model import Reply, ReplyUse, Request
from tests.readers.python_support import usages

GET = 'requests.get("https://console.us.code42.com/api/User")'


def reply(code: str) -> tuple[bytes, Reply]:
    """The script and the first reply in it; ``GET`` stands for a request."""
    text = dedent(code).replace("GET", GET)
    text = text if "import requests" in text else f"import requests\n{text}"
    found = [usage.reply for usage in usages(text) if isinstance(usage, Request) and usage.reply is not None]
    return text.encode(), found[0]


def reads(code: str) -> list[str]:
    """``path = expression`` of every read, in the order of the script; the base of the expression in angle brackets."""
    text, found = reply(code)
    return [_shown(text, read.path, read.base.start, read.base.end, read.place.end) for read in found.reads]


def _shown(text: bytes, path: tuple[str, ...], start: int, base: int, end: int) -> str:
    written = f"<{text[start:base].decode()}>{text[base:end].decode()}".replace(GET, "GET")
    return f"{'/'.join(path)} = {written}"


def ends(code: str) -> list[str]:
    """``use path`` of every end of what is not a plain value in the tests: the reply, a list, a user."""
    _, found = reply(code)
    return sorted({f"{end.use} {'/'.join(end.path)}{'+' * end.lists}" for end in found.ends})


READS = {
    "item by item": (
        'r = GET\nprint(r.json()["data"]["users"][0]["name"])',
        ['.json()/data/users/[]/name = <r>.json()["data"]["users"][0]["name"]'],
    ),
    "without a name": ('print(GET.json()["data"])', ['.json()/data = <GET>.json()["data"]']),
    "through names": (
        'r = GET\nbody = r.json()\ndata = body["data"]\nprint(data.get("users"))',
        [".json() = <r>.json()", 'data = <body>["data"]', 'users = <data>.get("users")'],
    ),
    "get with a default": ('d = GET.json()\nprint(d.get("n", 0))', [".json() = <GET>.json()", 'n = <d>.get("n", 0)']),
    "a key in a constant": (
        'KEY = "data"\nd = GET.json()\nprint(d[KEY])',
        [".json() = <GET>.json()", "data = <d>[KEY]"],
    ),
    "a loop": (
        'for u in GET.json()["users"]:\n    print(u["id"])',
        ['.json()/users = <GET>.json()["users"]', 'users/[]/id = <u>["id"]'],
    ),
    "a numbered loop": (
        'for n, u in enumerate(GET.json()["users"]):\n    print(n, u["id"])',
        ['.json()/users = <GET>.json()["users"]', 'users/[]/id = <u>["id"]'],
    ),
    "items of a mapping": (
        'for k, v in GET.json()["byName"].items():\n    print(k, v["id"])',
        ['.json()/byName/.items() = <GET>.json()["byName"].items()', 'byName/*/id = <v>["id"]'],
    ),
    "a comprehension": (
        'ids = [u["id"] for u in GET.json()["users"] if u["active"]]\nprint(ids)',
        [
            'users/[]/id = <u>["id"]',
            '.json()/users = <GET>.json()["users"]',
            'users/[]/active = <u>["active"]',
        ],
    ),
    "two loops in a comprehension": (
        'x = [u["id"] for p in GET.json() for u in p["users"]]',
        ['[]/users/[]/id = <u>["id"]', ".json() = <GET>.json()", '[]/users = <p>["users"]'],
    ),
    "kept users of a comprehension": (
        'us = [u for u in GET.json()["users"]]\nfor one in us:\n    print(one["id"])',
        ['.json()/users = <GET>.json()["users"]', 'users/[]/id = <one>["id"]'],
    ),
    "a list that is filled": (
        'found = []\nfor u in GET.json():\n    found.append(u)\nprint(found[0]["id"])',
        [".json() = <GET>.json()", '[]/id = <found[0]>["id"]'],
    ),
    "a list that is extended": (
        'found = []\nfound.extend(GET.json()["users"])\nfor u in found:\n    print(u["id"])',
        ['.json()/users = <GET>.json()["users"]', 'users/[]/id = <u>["id"]'],
    ),
    "sorted by a part": (
        'for u in sorted(GET.json(), key=lambda x: x["name"]):\n    print(u["id"])',
        [".json() = <GET>.json()", '[]/name = <x>["name"]', '[]/id = <u>["id"]'],
    ),
    "text that is parsed": (
        'import json\nimport requests\nd = json.loads(GET.text)\nprint(d["data"])',
        [".text = <GET>.text", '.json()/data = <d>["data"]'],
    ),
    "in parentheses and behind or": (
        'd = (GET.json() or {})\nprint((d["a"] or {})["b"])',
        [".json() = <GET>.json()", 'a/b = <d["a"] or {}>)["b"]', 'a = <d>["a"]'],
    ),
    "what a helper returns": (
        'def users():\n    return GET.json()["users"]\nfor u in users():\n    print(u["id"])',
        ['.json()/users = <GET>.json()["users"]', 'users/[]/id = <u>["id"]'],
    ),
    "what a helper yields": (
        'def users():\n    for u in GET.json():\n        yield u\nfor one in users():\n    print(one["id"])',
        [".json() = <GET>.json()", '[]/id = <one>["id"]'],
    ),
    "what a helper yields from": (
        'def users():\n    yield from GET.json()\nfor one in users():\n    print(one["id"])',
        [".json() = <GET>.json()", '[]/id = <one>["id"]'],
    ),
    "what a helper is given": (
        'def show(u, end):\n    print(u["id"], end)\nshow(GET.json(), "!")',
        ['id = <u>["id"]', ".json() = <GET>.json()"],
    ),
    "by keyword to a method": (
        'class A:\n    def show(self, *, u):\n        print(u["id"])\n    def go(self):\n        self.show(u=GET.json())',
        ['id = <u>["id"]', ".json() = <GET>.json()"],
    ),
    "a closure": (
        'def go():\n    r = GET.json()\n    def show():\n        print(r["id"])\n    show()',
        [".json() = <GET>.json()", 'id = <r>["id"]'],
    ),
    "a with statement": ('with GET as r:\n    print(r.json()["a"])', ['.json()/a = <r>.json()["a"]']),
    "a walrus": ('if (r := GET):\n    print(r.json()["a"])', ['.json()/a = <r>.json()["a"]']),
}


@pytest.mark.parametrize(("code", "expected"), READS.values(), ids=READS.keys())
def test_every_read_is_seen(code: str, expected: list[str]) -> None:
    found = reads(code)
    assert [one.split(" = ")[1] for one in found] == [one.split(" = ")[1] for one in expected]
    assert all(have.split(" = ")[0].endswith(want.split(" = ")[0]) for have, want in zip(found, expected, strict=True))


OTHERS = {
    "another value of the name": 'r = GET.json()\nr = {"a": 1}\nprint(r["a"])',
    "another function's name": 'def f():\n    r = GET.json()\nr = {}\nprint(r["a"])',
    "the other arm": 'if x:\n    r = GET.json()\nelse:\n    r = {}\n    print(r["a"])',
    "the name before it is bound": 'print(u["a"])\nfor u in GET.json():\n    pass',
    "a loop that hides it": 'r = GET.json()\nfor r in others:\n    print(r["a"])',
    "a parameter that is bound anew": 'def f(r):\n    r = {}\n    print(r["a"])\nf(GET.json())',
    "a key of the same name": 'r = GET.json()\nother = {"r": 1}\nprint(other["r"]["a"])',
    "another argument": 'def f(a, b):\n    print(b["a"])\nf(GET.json(), {})',
    "the variable of a comprehension": 'u = GET.json()\nprint([u["a"] for u in others])',
    "a comprehension's variable afterwards": 'x = [u for u in GET.json()]\nu = {}\nprint(u["a"])',
    "a later loop of a comprehension": 'u = GET.json()\nx = [v["a"] for u in others for v in u]',
}


@pytest.mark.parametrize("code", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_something_else_is_not_read(code: str) -> None:
    assert not [read for read in reads(code) if '["a"]' in read]


ENDS = {
    "printed whole": ("print(GET.json())", "printed .json()"),
    "logged whole": ("import logging\nlogging.info(GET.json())", "printed .json()"),
    "formatted": ('x = f"{GET.json()}"', "formatted .json()"),
    "dumped": ("import json\nx = json.dumps(GET.json())", "formatted .json()"),
    "passed on": ("import pandas\npandas.DataFrame(GET.json()['users'])", "passed .json()/users"),
    "passed on with a star": ("def f(*a): pass\nf(*GET.json())", "passed .json()"),
    "in an attribute": ("class A:\n    def go(self):\n        self.r = GET.json()", "stored .json()"),
    "in an item": ("cache = {}\ncache['x'] = GET.json()", "stored .json()"),
    "in a display": ("x = {'user': GET.json()}", "stored .json()"),
    "in a global name": ("def go():\n    global r\n    r = GET.json()\ndef show():\n    print(r)", "printed .json()"),
    "in a name of a class": ("class A:\n    r = GET.json()", "stored .json()"),
    "returned to nobody": ("def go():\n    return GET.json()", "returned .json()"),
    "changed": ("r = GET.json()\nr['a'] = 1", "changed .json()"),
    "a part deleted": ("r = GET.json()\ndel r['a']", "changed .json()"),
    "popped": ("r = GET.json()\nr.pop('a')", "changed .json()"),
    "an unknown key": ("r = GET.json()\nprint(r[key()])", "unknown .json()"),
    "tested": ("if GET.json():\n    pass", "tested .json()"),
    "counted": ("print(len(GET.json()))", "tested .json()"),
    "compared": ("x = GET.json() == other", "compared .json()"),
    "searched": ("x = 'a' in GET.json()", "compared .json()"),
    "matched": ("match GET.json():\n    case {'a': a}:\n        pass", "unknown .json()"),
    "sorted by what is not known": ("sorted(GET.json(), key=itemgetter('a'))", "unknown .json()"),
    "unpacked": ("a, b = GET.json()", "unknown .json()"),
    "added": ("x = GET.json()['users'] + others", "computed .json()/users"),
    "a list of users printed": ("print([u for u in GET.json()])", "printed .json()/[]+"),
    "its keys": ("for k in GET.json().keys():\n    print(k)", "key .json()/.keys()"),
}


@pytest.mark.parametrize(("code", "expected"), ENDS.values(), ids=ENDS.keys())
def test_what_is_not_followed_is_an_end(code: str, expected: str) -> None:
    assert expected in ends(code)


def test_nothing_ends_that_is_not_used() -> None:
    assert ends("GET") == []
    assert ends("r = GET") == []


BESIDE = {
    "one call": ('r = GET.json()\nprint(r["a"])', []),
    "a value before": ('r = other()\nif x:\n    r = GET.json()\nprint(r["a"])', ["other()"]),
    "the other way": ('r = GET.json() if x else other\nprint(r["a"])', ["other"]),
    "another where it is nothing": ('r = GET.json() or other\nprint(r["a"])', ["other"]),
    "nothing where it is nothing": ('r = GET.json() or {}\nprint(r["a"])', []),
    "nothing before": ('r = None\nif x:\n    r = GET.json()\nprint(r["a"])', []),
    "the next round": (
        'r = GET.json()\nwhile r["a"]:\n    r = other()',
        ["other()"],
    ),
    "an earlier round": (
        'r = other()\nwhile r["a"]:\n    r = GET.json()',
        ["other()"],
    ),
    "another caller": ('def f(r):\n    print(r["a"])\nf(GET.json())\nf(other)', ["other"]),
    "another return": ('def f():\n    if x:\n        return other\n    return GET.json()\nprint(f()["a"])', ["other"]),
    "another item": ('l = []\nl.append(GET.json())\nl.append(other)\nprint(l[0]["a"])', ["other"]),
}


@pytest.mark.parametrize(("code", "expected"), BESIDE.values(), ids=BESIDE.keys())
def test_what_the_same_expression_may_read_as_well(code: str, expected: list[str]) -> None:
    text, found = reply(code)
    (read,) = [one for one in found.reads if text[one.place.start : one.place.end].endswith(b'["a"]')]
    assert [text[one.start : one.end].decode() for one in read.beside] == expected


def test_a_reply_goes_to_the_caller_that_asked_for_it() -> None:
    text = """
        import requests

        def call(path):
            return requests.get("https://console.us.code42.com" + path).json()["data"]

        for user in call("/api/User")["users"]:
            print(user["userUid"])
        print(call("/api/Org")["orgs"])
    """
    found = {str(u.url)[-4:]: u.reply for u in usages(text) if isinstance(u, Request) and u.reply is not None}
    paths = {url: {read.path[2] for read in one.reads if len(read.path) > 2} for url, one in found.items()}
    assert paths == {"User": {"users"}, "/Org": {"orgs"}}


def test_a_helper_of_another_file() -> None:
    files = {
        "pkg/helper.py": 'def show(user):\n    print(user["name"])\n',
        "pkg/main.py": f"import requests\nfrom pkg.helper import show\nshow({GET}.json())\n",
    }
    (found,) = [u.reply for u in usages(files) if isinstance(u, Request) and u.reply is not None]
    assert [(read.place.path, read.path[-1]) for read in found.reads] == [
        ("pkg/helper.py", "name"),
        ("pkg/main.py", ".json()"),
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('print(\n    GET.json()["a"]\n)', "print("),
        ('for u in GET.json():\n    if u["a"]:\n        pass', 'if u["a"]'),
        ('x = """\n%s""" % GET.json()["a"]', "x ="),
    ],
)
def test_the_statement_of_a_read(code: str, expected: str) -> None:
    text, found = reply(code)
    read = next(one for one in found.reads if text[one.place.start : one.place.end].endswith(b'["a"]'))
    assert text[read.statement.start :].decode().startswith(expected)


def test_every_use_has_a_word() -> None:
    assert {str(use) for use in ReplyUse} >= {line.split()[0] for _, line in ENDS.values()}
