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

PARSERS = frozenset(["furl.furl()"])
"""What takes a URL apart and is no function of Python's own; its ``path`` is a part of the text."""

DIGESTING = frozenset(
    [
        *("len", "hash", "open", "file", "io.open", "codecs.open", "pathlib.Path", "os.mkdir", "os.makedirs"),
        *("os.path.basename", "os.path.dirname", "os.path.split", "os.path.splitext", "os.path.exists", "os.putenv"),
        *("posixpath.basename", "posixpath.dirname", "hmac.new", "json.dump", "yaml.dump", "yaml.safe_dump"),
        *("toml.dump", "uuid.uuid5", "uuid.uuid3"),
    ]
)
"""Calls whose outcome depends on how a text is written."""

STORES = (
    *("hashlib.", "zlib.", "pickle.", "cPickle.", "marshal.", "csv.", "sqlite3.", "psycopg2.", "MySQLdb.", "pymysql."),
    *("redis.", "memcache.", "pymemcache.", "diskcache.", "shelve.", "dbm.", "webbrowser.", "zipfile."),
    *("tarfile.", "subprocess.", "os.system", "os.popen", "email.", "configparser.", "ConfigParser."),
)
"""Prefixes of names that keep a text, look something up by it or make a number of it."""

USERS = frozenset(
    [
        *(name.rpartition(".")[2] for name in DIGESTING),
        *("match", "search", "fullmatch", "findall", "finditer", "update", "md5", "sha1", "sha256", "sha512", "crc32"),
        *("adler32", "dumps", "writerow", "writerows", "execute", "executemany", "get", "set", "setex", "hget", "hset"),
        *("sadd", "lpush", "rpush", "add", "writestr", "call", "run", "Popen", "check_call", "check_output", "system"),
        *("popen", "getoutput", "open_new_tab", "MIMEText", "add_header"),
    ]
)
"""Last names of all these calls."""

RUNNING = frozenset(["call", "run", "Popen", "check_call", "check_output", "system", "popen", "getoutput"])
"""Those that run a program."""

BESIDE = frozenset(
    [
        *("data", "json", "params", "headers", "body", "files", "cookies", "content", "payload"),
        *("tags", "labels", "dimensions", "extra"),
    ]
)
"""Keywords by which a client is given what it sends beside the URL, and by which measurements are told apart."""

MEASURES = frozenset(
    [
        *("labels", "incr", "increment", "decrement", "gauge", "histogram", "timing", "set_tag", "set_tags"),
        *("set_attribute", "set_attributes", "set_extra", "set_context", "add_event", "add_breadcrumb"),
        *("capture_message", "bind", "bind_contextvars", "contextualize", "chat_postMessage", "sendmail"),
        *("send_message", "set_content", "set_payload"),
    ]
)
"""Last names of calls by which programs label measurements and traces, or tell somebody something."""

ALIGNS = frozenset(["ljust", "rjust", "center"])
"""Methods of strings that are shown in columns."""

ENDS = frozenset(["exit", "quit", "_exit"])
"""Last names of calls that end the program with a message."""

SETTINGS = ("os.environ", "configparser.", "ConfigParser.")
"""Prefixes of names of what others read again."""
