"""How people write it: lists that grow, clients that are handed around, settings, names that are joined to a base."""

from __future__ import annotations

import pytest

from c42migrate.model import Certainty, Request, Symbol
from tests.readers.python_support import requests, usages

HOST = "https://console.us.code42.com"


def _terms(code: str) -> set[str]:
    """The values of ``term`` in the bodies of all requests."""
    bodies = [entry for usage in usages(code) if isinstance(usage, Request) for entry in usage.body]
    return {str(entry.value) for entry in bodies if entry.keys[-1] == "term"}


QUERY = f"import requests\nfilters = {{made}}\n{{code}}\nrequests.post('{HOST}/api/v1/x', json={{{{'filters': filters}}}})\n"


@pytest.mark.parametrize(
    ("made", "code", "expected"),
    [
        ("list()", "filters.append({'term': 'a'})", {"a"}),
        ("[]", "if x:\n    filters.append({'term': 'a'})\nelse:\n    filters.append({'term': 'b'})", {"a", "b"}),
        ("list()", "for t in ('a', 'b'):\n    f = dict()\n    f['term'] = t\n    filters.append(f)", {"a", "b"}),
        ("list()", "M = {'x': 'a', 'y': 'b'}\nf = {}\nf['term'] = M[kind]\nfilters.append(f)", {"a", "b"}),
        (
            "list()",
            "def add(to, t):\n    to.append({'term': t})\nadd(filters, 'a')\nadd(t='b', to=filters)",
            {"a", "b"},
        ),
        ("list()", "def add(t):\n    filters.append({'term': 'a'})\nadd('b')", {"a"}),
        ("[{'term': 'a'}]", "filters.extend([{'term': 'b'}])", {"a", "b"}),
        ("list()", "others = list()\nothers.append({'term': 'a'})", set()),
        ("list()", "def add(to, t):\n    to.append({'term': t})\nadd(others, 'a')", set()),
        ("list()", "def add(filters):\n    filters.append({'term': 'a'})", set()),
        ("list()", "def other():\n    filters = []\n    filters.append({'term': 'a'})", set()),
        ("list(given)", "pass", set()),
        ("list()", "M = {'x': 'a', 'y': load()}\nf = {}\nf['term'] = M[kind]\nfilters.append(f)", {"None"}),
    ],
)
def test_lists_that_grow(made: str, code: str, expected: set[str]) -> None:
    assert _terms(QUERY.format(made=made, code=code)) == expected


def test_lists_of_an_object_grow_in_its_methods() -> None:
    code = f"""
        import requests
        class Query:
            def __init__(self):
                self.filters = list()
            def by(self, term):
                self.filters.append({{"term": "eventType"}})
            def run(self):
                requests.post("{HOST}/api/v1/x", json={{"filters": self.filters}})
        """
    assert _terms(code) == {"eventType"}


def _symbols(code: str) -> dict[str, Certainty]:
    return {u.name: u.certainty for u in usages(code) if isinstance(u, Symbol) and u.form == "call"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def go(c):\n    c.detectionlists.departing_employee.add('1')", "detectionlists.departing_employee.add"),
        ("def go(state):\n    state.sdk.legalhold.create_matter('n', 'p')", "legalhold.create_matter"),
        ("def go(ctx):\n    ctx.obj['sdk'].securitydata.search_file_events(q)", "securitydata.search_file_events"),
        (
            (
                "class A:\n    def __init__(self, client):\n        self._client = client\n"
                "    def go(self):\n        self._client.trustedactivities.get_all()"
            ),
            "trustedactivities.get_all",
        ),
        ("import click\nclick.get_current_context().obj.legalhold.get_all_matters()", "legalhold.get_all_matters"),
        ("def go(c):\n    c.userriskprofile.get_all()", "userriskprofile.get_all"),
    ],
)
def test_chains_that_tell_whose_client_it_is(code: str, expected: str) -> None:
    assert _symbols(code) == {f"py42.client.{expected}": Certainty.MAYBE}


@pytest.mark.parametrize(
    "code",
    [
        "def go(c):\n    c.users.get_all()",
        "def go(c):\n    c.alerts.search(q)",
        "import pycpg\ndef go(c):\n    c.legalhold.get_all_matters()",
        "def go(legalhold):\n    legalhold.get_all()",
        "from legal import legalhold\nlegalhold.matters.get_all()",
        "class A:\n    def go(self):\n        self.legalhold()",
        "def legalhold(): pass\nlegalhold()",
    ],
)
def test_chains_that_tell_nothing(code: str) -> None:
    assert _symbols(code) == {}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            (
                "import click, requests\n@click.command()\n@click.option('--path', default='/api/User')\n"
                f"def go(path):\n    requests.get('{HOST}' + path)\ngo()"
            ),
            [f"GET {HOST}/api/User"],
        ),
        (
            (
                "import typer, requests\ndef go(path: str = typer.Option('/api/User', help='p')):\n"
                f"    requests.get('{HOST}' + path)\n"
            ),
            [f"GET {HOST}/api/User"],
        ),
        (
            (
                "import configparser, requests\nc = configparser.ConfigParser()\n"
                f"requests.get('{HOST}' + c.get('api', 'path', fallback='/api/User'))"
            ),
            [f"GET {HOST}/api/User"],
        ),
        (
            "from dataclasses import dataclass, field\nimport requests\n@dataclass\nclass S:\n"
            "    path: str = field(default='/api/User')\ns = S()\n" + f"requests.get('{HOST}' + s.path)",
            [f"GET {HOST}/api/User"],
        ),
        (
            (
                "import click, requests\n@click.option('--path', default='/api/User')\n"
                f"def go(other):\n    requests.get('{HOST}' + other)\ngo('/api/v1/User')"
            ),
            [f"GET {HOST}/api/v1/User"],
        ),
        (
            (
                "import own, requests\n@own.option('--path', default='/api/User')\n"
                f"def go(path):\n    requests.get('{HOST}/api/v1/User' + path)\ngo()"
            ),
            [f"GET {HOST}/api/v1/User{{path}}"],
        ),
        (
            (
                "import typer, requests\ndef go(path: str = typer.Option(...)):\n"
                f"    requests.get('{HOST}/api/v1/' + path)\n"
            ),
            [f"GET {HOST}/api/v1/{{path}}"],
        ),
        (
            (
                "import click, requests\n@click.option('--path', default='/api/User')\n"
                f"def go(path):\n    requests.get('{HOST}' + path)\ngo('/api/v1/User')"
            ),
            [f"GET {HOST}/api/v1/User"],
        ),
    ],
)
def test_options_and_settings(code: str, expected: list[str]) -> None:
    found = [one for one in requests(code) if not one.startswith("? ")]
    assert found == expected


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import os\nbase = os.environ['GRAFANA_URL']", "GRAFANA_URL"),
        ("import os\nbase = os.environ.get('GRAFANA_URL')", "GRAFANA_URL"),
        ("import os\nbase = os.getenv('GRAFANA_URL', '')", "GRAFANA_URL"),
        ("config = load()\nbase = config['jamf']['url']", "url"),
        ("def go(config): return config['jamf_url']\nbase = go(read())", "jamf_url"),
        ("import configparser\nc = configparser.ConfigParser()\nbase = c['jamf']['jamf_url']", "jamf_url"),
        ("import configparser\nc = configparser.ConfigParser()\nbase = c.get('jamf', 'jamf_url')", "jamf_url"),
        ("config = load()\nbase = config.get('jamf_url')", "jamf_url"),
        ("import argparse\na = argparse.ArgumentParser().parse_args()\nbase = a.jamf_url", "jamf_url"),
        ("config = load()\nbase = config[key]", "load()"),
        ("config = load()\nbase = config['a b']", "load()"),
    ],
)
def test_names_of_what_is_not_known(code: str, name: str) -> None:
    found = [u for u in usages(f"{code}\nimport requests\nrequests.get(base + '/api/User')") if isinstance(u, Request)]
    assert {hole.name.rpartition(".")[2] for usage in found for hole in usage.url.holes} >= {name}


WRAPPER = (
    f"import requests\ndef call(path):\n    {{code}}\n    return requests.get('{HOST}' + path)\ncall('{{given}}')\n"
)


@pytest.mark.parametrize(
    ("code", "given", "expected"),
    [
        ("path = path.replace('/api/', '/api/v1/')", "/api/User", "/api/v1/User"),
        ("if '/v1/' not in path: path = path.replace('/api/', '/api/v1/')", "/api/User", "/api/v1/User"),
        ("if '/v1/' not in path: path = path.replace('/api/', '/api/v1/')", "/api/v1/User", "/api/v1/User"),
        ("path = path.strip().replace('/api/', '/api/v1/')", "/api/Org", "/api/v1/Org"),
        ("path = path.replace('/api/', '/rest/')", "/api/v1/User", "/rest/v1/User"),
        ("path = path.replace('/console/', '/')", "/api/User", "/api/User"),
        ("other = path.replace('/api/', '/api/v1/')", "/api/User", "/api/User"),
        ("path = path.replace(old, new)", "/api/User", "/api/User"),
    ],
)
def test_a_wrapper_that_corrects_its_callers(code: str, given: str, expected: str) -> None:
    found = [u for u in usages(WRAPPER.format(code=code, given=given)) if isinstance(u, Request) and u.verb]
    assert {str(u.url).removeprefix(HOST) for u in found} == {expected}


RESOURCE = """
import requests
class Resource:
    name = ""
    def __init__(self, base):
        self.base = base
    def get(self, uid):
        return requests.get(self.base + "/api/" + self.name + "/" + uid)
class Computer(Resource):
    name = "Computer"
class Plain(Resource):
    name = "v1/User"
"""


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.py": RESOURCE + f"Computer('{HOST}').get('1')"}, [f"GET {HOST}/api/Computer/1"]),
        ({"a.py": RESOURCE + f"Plain('{HOST}').get('1')"}, [f"GET {HOST}/api/v1/User/1"]),
        (
            {"a.py": RESOURCE + f"ALL = {{'c': Computer, 'p': Plain}}\nALL[kind]('{HOST}').get('1')"},
            [f"GET {HOST}/api/Computer/1", f"GET {HOST}/api/v1/User/1"],
        ),
        (
            {"res.py": RESOURCE, "go.py": f"from res import Computer\nc = Computer('{HOST}')\nc.get('1')"},
            [f"GET {HOST}/api/Computer/1"],
        ),
        (
            {
                "names.py": "USER = 'User'\nORG = 'v1/Org'\n",
                "client.py": f"import requests\nclass Client:\n    base = '{HOST}/api/'\n    def get(self, name):\n"
                "        return requests.get(self.base + name)\n",
                "go.py": "import names\nfrom client import Client\nClient().get(names.USER)\nClient().get(names.ORG)\n",
            },
            [f"GET {HOST}/api/User", f"GET {HOST}/api/v1/Org"],
        ),
        (
            {"a.py": RESOURCE.replace("/api/", "/api/v1/") + f"Computer('{HOST}').get('1')"},
            [f"GET {HOST}/api/v1/Computer/1"],
        ),
        (
            {"a.py": RESOURCE.replace("self.base + ", f"'{HOST}' + ")},
            [f"GET {HOST}/api//{{uid}}", f"GET {HOST}/api/Computer/{{uid}}", f"GET {HOST}/api/v1/User/{{uid}}"],
        ),
        (
            {"a.py": RESOURCE.replace("self.base + ", f"'{HOST}' + ").replace('"Computer"', '"v1/Computer"')},
            [f"GET {HOST}/api//{{uid}}", f"GET {HOST}/api/v1/Computer/{{uid}}", f"GET {HOST}/api/v1/User/{{uid}}"],
        ),
        ({"names.py": "USER = 'User'\n"}, []),
        ({"a.py": "class Computer:\n    name = 'Computer'\n    label = 'User'\n"}, []),
    ],
)
def test_names_that_are_joined_to_a_base_elsewhere(files: dict[str, str], expected: list[str]) -> None:
    assert [one for one in requests(files) if not one.startswith("? ")] == expected
