"""Which libraries and calls only speak about a path, serve it themselves or stand in for a server; facts about
Python, as data."""

from __future__ import annotations

from c42migrate.readers.python.signatures import VERBS

QUIET_ROOTS = frozenset(
    [
        "boto3",
        "flask",
        "fastapi",
        "django",
        "bottle",
        "starlette",
        "sanic",
        "responses",
        "requests_mock",
        "httpretty",
        "respx",
        "pytest",
        "unittest",
        "mock",
        "nose",
        "aioresponses",
        "vcr",
        "betamax",
        "click",
        "argparse",
        "optparse",
        "rich",
        "tqdm",
        "colorama",
        "sqlalchemy",
        "falcon",
        "webtest",
        "werkzeug",
        "pyramid",
        "cherrypy",
    ]
)
"""Import roots whose calls never send a request to a server of somebody else (frameworks, mocks, consoles)."""

SERVERS = (
    "aiohttp.web.",
    "aiohttp.web_",
    "tornado.web.",
    "tornado.routing.",
    "twisted.web.server.",
    "twisted.web.resource.",
    "http.server.",
)
"""Prefixes of names that belong to the server's side of a library that has a client too."""

FILES = frozenset(
    [
        "open",
        "file",
        "io.open",
        "codecs.open",
        "os.chdir",
        "os.listdir",
        "os.makedirs",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.scandir",
        "os.stat",
        "os.unlink",
        "os.walk",
        "os.path.exists",
        "os.path.isdir",
        "os.path.isfile",
        "glob.glob",
        "shutil.copy",
        "shutil.copyfile",
        "shutil.move",
        "shutil.rmtree",
    ]
)
"""Functions that take the path of a file."""

ROUTES = frozenset(
    [
        "path",
        "re_path",
        "url",
        "Route",
        "Mount",
        "Rule",
        "URLSpec",
        "add_url_rule",
        "add_route",
        "add_resource",
        "add_view",
        "add_handler",
        "add_api_route",
        "route",
    ]
    + [f"add_{verb}" for verb in VERBS]
)
"""Last names of calls that take a path and what answers it."""

QUIET_NAMES = frozenset(
    [
        "log",
        "logger",
        "logging",
        "print",
        "write",
        "warn",
        "warning",
        "error",
        "info",
        "debug",
        "exception",
        "critical",
        "fatal",
        "trace",
        "puts",
        "echo",
        "append",
        "add_argument",
        "add_parser",
        "add_option",
        "secho",
        "notice",
        "message",
        "msg",
        "raise_for",
        "fail",
        "startswith",
        "endswith",
        "match",
        "search",
        "findall",
        "compile",
        "sub",
        "route",
        "add_url_rule",
        "send_task",
        "publish",
        "subscribe",
        "emit",
        "render",
        "render_template",
        "redirect",
        "url_for",
        "add_route",
        "join",
        "index",
        "count",
        "assertEqual",
        "assertIn",
        "assertTrue",
        "patch_object",
        "strftime",
        "strptime",
        "isinstance",
        "getitem",
        "getattr",
        "format",
        "replace",
        "split",
        "rsplit",
        "partition",
        "strip",
        "lstrip",
        "rstrip",
        "removeprefix",
        "removesuffix",
        "encode",
        "decode",
    ]
)
"""Last names of calls that speak about a path without sending it there."""
