"""Which argument of which client is the verb, the URL, the headers …; facts about Python's HTTP libraries, as data."""

from __future__ import annotations

from dataclasses import dataclass

VERBS = frozenset({"get", "post", "put", "delete", "patch", "head", "options"})

URL_NAMES = (
    "url",
    "uri",
    "fullurl",
    "endpoint",
    "path",
    "api_path",
    "api",
    "resource",
    "api_url",
    "request_url",
    "address",
)
VERB_NAMES = ("method", "verb", "http_method", "request_method", "httpmethod", "req_type", "type")
HEADER_NAMES = ("headers", "header", "hdrs")
BODY_NAMES = ("json", "data", "body", "payload", "fields", "content", "json_data", "postdata")
QUERY_NAMES = ("params", "query", "parameters", "query_params", "fields")
AUTH_NAMES = ("auth", "credentials", "basic_auth")


@dataclass(frozen=True, slots=True)
class Signature:
    """Positions (0-based, -1 = keyword only) of the arguments; ``verb`` is -2 when the method's own name is the verb,
    -3 when there is none (then a body means POST)."""

    url: int
    verb: int
    body: int = -1
    headers: int = -1
    query: int = -1
    auth: int = -1


NAMED = Signature(url=0, verb=-2, query=-1)
VERB_FIRST = Signature(url=1, verb=0)

CLIENTS = frozenset(
    [
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "treq",
        "grequests",
        "niquests",
        "asks",
        "requests_futures",
        "requests_toolbelt",
        "requests_oauthlib",
        "cloudscraper",
        "requests_html",
        "requests_cache",
        "requestium",
        "curl_cffi",
        "httpcore",
        "pip._vendor.requests",
        "botocore.vendored.requests",
        "hyper",
        "uplink",
    ]
)
"""Import roots whose objects have methods named after verbs, and ``request(method, url)``."""

SETOPT = "pycurl.Curl().setopt"

EXACT: dict[str, Signature] = {
    SETOPT: Signature(url=1, verb=-3),
    "requests.Request": Signature(url=1, verb=0, headers=2, body=4, query=5, auth=6),
    "httpx.Request": Signature(url=1, verb=0),
    "urllib.request.urlopen": Signature(url=0, verb=-3, body=1),
    "urllib.request.Request": Signature(url=0, verb=-3, body=1, headers=2),
    "urllib.request.urlretrieve": Signature(url=0, verb=-3),
    "urllib2.urlopen": Signature(url=0, verb=-3, body=1),
    "urllib2.Request": Signature(url=0, verb=-3, body=1, headers=2),
    "urllib.urlopen": Signature(url=0, verb=-3, body=1),
    "urllib.urlretrieve": Signature(url=0, verb=-3),
    "six.moves.urllib.request.urlopen": Signature(url=0, verb=-3, body=1),
    "six.moves.urllib.request.Request": Signature(url=0, verb=-3, body=1, headers=2),
    "tornado.httpclient.HTTPRequest": Signature(url=0, verb=1, headers=2, body=3),
}

METHODS: dict[tuple[str, str], Signature] = {
    ("http.client.HTTPSConnection()", "request"): Signature(url=1, verb=0, body=2, headers=3),
    ("http.client.HTTPConnection()", "request"): Signature(url=1, verb=0, body=2, headers=3),
    ("http.client.HTTPSConnection()", "putrequest"): VERB_FIRST,
    ("http.client.HTTPConnection()", "putrequest"): VERB_FIRST,
    ("httplib.HTTPSConnection()", "request"): Signature(url=1, verb=0, body=2, headers=3),
    ("httplib.HTTPConnection()", "request"): Signature(url=1, verb=0, body=2, headers=3),
    ("httplib.HTTPSConnection()", "putrequest"): VERB_FIRST,
    ("httplib.HTTPConnection()", "putrequest"): VERB_FIRST,
    ("httplib2.Http()", "request"): Signature(url=0, verb=1, body=2, headers=3),
    ("six.moves.http_client.HTTPSConnection()", "request"): Signature(url=1, verb=0, body=2, headers=3),
}

HOST_FROM_CONSTRUCTION = frozenset({"http.client", "httplib", "six.moves.http_client"})
"""Modules whose connection objects are built with the host."""

BASE_KEYWORDS = ("base_url", "prefix_url")
"""Constructor keywords of clients that prefix every URL."""

SHELLS = frozenset(
    [
        "subprocess.run",
        "subprocess.call",
        "subprocess.check_call",
        "subprocess.check_output",
        "subprocess.Popen",
        "subprocess.getoutput",
        "subprocess.getstatusoutput",
        "os.system",
        "os.popen",
        "os.popen2",
        "os.popen3",
        "os.spawnvp",
        "os.execvp",
        "commands.getoutput",
        "commands.getstatusoutput",
        "asyncio.create_subprocess_exec",
        "asyncio.create_subprocess_shell",
        "pexpect.spawn",
        "pexpect.run",
        "sh.curl",
    ]
)
"""Functions that run a command line given as a string or as a list of words."""


def answers(name: str) -> bool:
    """True when calling ``name`` returns what a server answered."""
    root, last = name.split(".", maxsplit=1)[0].split("(", maxsplit=1)[0], name.rpartition(".")[2]
    return (root in CLIENTS and last in VERBS | {"request", "send", "urlopen"}) or last in {"urlopen", "getresponse"}
