"""Facts about Python's libraries, as data: which argument of which client is what, which calls only speak of a path."""

from __future__ import annotations

from dataclasses import dataclass

VERBS = frozenset({"get", "post", "put", "delete", "patch", "head", "options"})

URL_NAMES = tuple("url uri fullurl endpoint path api_path api resource api_url request_url address".split())
VERB_NAMES = tuple("method verb http_method request_method httpmethod req_type type".split())
HEADER_NAMES = ("headers", "header", "hdrs")
BODY_NAMES = ("json", "data", "body", "payload", "fields", "content", "json_data", "postdata")
QUERY_NAMES = ("params", "query", "parameters", "query_params", "fields")
AUTH_NAMES = ("auth", "credentials", "basic_auth")
BASE_KEYWORDS = ("base_url", "prefix_url")
"""Constructor keywords of clients that prefix every URL."""

OWN_NAME = -2
NO_VERB = -3


@dataclass(frozen=True, slots=True)
class Signature:
    """Positions (0-based, -1 = keyword only) of the arguments.

    ``verb`` is ``OWN_NAME`` when the method's own name is the verb, ``NO_VERB`` when there is none (then a body means
    POST).
    """

    url: int
    verb: int
    body: int = -1
    headers: int = -1
    query: int = -1
    auth: int = -1


NAMED = Signature(url=0, verb=OWN_NAME)
VERB_FIRST = Signature(url=1, verb=0)
BY_NAME = Signature(url=-1, verb=-1)
VERB_FIRST_METHODS = frozenset(
    "request stream build_request urlopen request_encode_body request_encode_url Request".split()
)
"""Methods of ``CLIENTS`` that take the verb, then the URL."""

SETOPT = "pycurl.Curl().setopt"
_URL_AND_DATA = Signature(url=0, verb=NO_VERB, body=1)
_URLLIB_REQUEST = Signature(url=0, verb=NO_VERB, body=1, headers=2)
_CONNECTION = Signature(url=1, verb=0, body=2, headers=3)

EXACT: dict[str, Signature] = {
    SETOPT: Signature(url=1, verb=NO_VERB),
    "requests.Request": Signature(url=1, verb=0, headers=2, body=4, query=5, auth=6),
    "httpx.Request": VERB_FIRST,
    "urllib.request.urlopen": _URL_AND_DATA,
    "urllib.request.Request": _URLLIB_REQUEST,
    "urllib.request.urlretrieve": Signature(url=0, verb=NO_VERB),
    "urllib2.urlopen": _URL_AND_DATA,
    "urllib2.Request": _URLLIB_REQUEST,
    "urllib.urlopen": _URL_AND_DATA,
    "urllib.urlretrieve": Signature(url=0, verb=NO_VERB),
    "six.moves.urllib.request.urlopen": _URL_AND_DATA,
    "six.moves.urllib.request.Request": _URLLIB_REQUEST,
    "tornado.httpclient.HTTPRequest": Signature(url=0, verb=1, headers=2, body=3),
}

METHODS: dict[tuple[str, str], Signature] = {
    ("http.client.HTTPSConnection()", "request"): _CONNECTION,
    ("http.client.HTTPConnection()", "request"): _CONNECTION,
    ("http.client.HTTPSConnection()", "putrequest"): VERB_FIRST,
    ("http.client.HTTPConnection()", "putrequest"): VERB_FIRST,
    ("httplib.HTTPSConnection()", "request"): _CONNECTION,
    ("httplib.HTTPConnection()", "request"): _CONNECTION,
    ("httplib.HTTPSConnection()", "putrequest"): VERB_FIRST,
    ("httplib.HTTPConnection()", "putrequest"): VERB_FIRST,
    ("httplib2.Http()", "request"): Signature(url=0, verb=1, body=2, headers=3),
    ("six.moves.http_client.HTTPSConnection()", "request"): _CONNECTION,
}

HOST_FROM_CONSTRUCTION = frozenset({"http.client", "httplib", "six.moves.http_client"})
"""Modules whose connection objects are built with the host."""

CLIENTS = frozenset(
    """
    requests httpx aiohttp urllib3 treq grequests niquests asks requests_futures requests_toolbelt requests_oauthlib
    cloudscraper requests_html requests_cache requestium curl_cffi httpcore pip._vendor.requests
    botocore.vendored.requests hyper uplink
    """.split()
)
"""Import roots whose objects have methods named after verbs, and ``request(method, url)``."""

SHELLS = frozenset(
    """
    subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen
    subprocess.getoutput subprocess.getstatusoutput os.system os.popen os.popen2 os.popen3 os.spawnvp os.execvp
    commands.getoutput commands.getstatusoutput asyncio.create_subprocess_exec asyncio.create_subprocess_shell
    pexpect.spawn pexpect.run sh.curl
    """.split()
)
"""Functions that run a command line given as a string or as a list of words."""

REPLACING = frozenset({"patch", "setattr"})
"""Functions of tests that are told by a text what they replace."""

QUIET_ROOTS = frozenset(
    """
    boto3 flask fastapi django bottle starlette sanic responses requests_mock httpretty respx pytest unittest mock
    nose aioresponses vcr betamax click argparse optparse rich tqdm colorama sqlalchemy falcon webtest werkzeug
    pyramid cherrypy
    """.split()
)
"""Import roots whose calls never send a request to a server of somebody else (frameworks, mocks, consoles)."""

FILES = frozenset(
    """
    open file io.open codecs.open os.chdir os.listdir os.makedirs os.mkdir os.remove os.rename os.scandir os.stat
    os.unlink os.walk os.path.exists os.path.isdir os.path.isfile glob.glob shutil.copy shutil.copyfile shutil.move
    shutil.rmtree
    """.split()
)
"""Functions that take the path of a file."""

ROUTES = frozenset(
    [
        *"path re_path url Route Mount Rule URLSpec add_url_rule add_route add_resource add_view".split(),
        *"add_handler add_api_route route".split(),
        *(f"add_{verb}" for verb in VERBS),
    ]
)
"""Last names of calls that take a path and what answers it."""

QUIET_NAMES = frozenset(
    """
    log logger logging print write warn warning error info debug exception critical fatal trace puts echo append
    add_argument add_parser add_option secho notice message msg raise_for fail startswith endswith match search
    findall compile sub route add_url_rule send_task publish subscribe emit render render_template redirect url_for
    add_route join index count assertEqual assertIn assertTrue patch_object strftime strptime isinstance getitem
    getattr format replace split rsplit partition strip lstrip rstrip removeprefix removesuffix encode decode
    """.split()
)
"""Last names of calls that speak about a path without sending it there."""

PLAIN = frozenset(
    """
    print str int float bool len repr isinstance issubclass hasattr range enumerate sorted sum min max abs round ord chr
    unicode xrange append extend insert format join strip lstrip rstrip replace split rsplit splitlines encode decode
    lower upper title startswith endswith isdigit strftime strptime loads dumps info debug warning warn exception
    critical echo secho exit sleep basicConfig getLogger add_argument
    """.split()
)
"""Last names of calls of Python's own that send nothing and hand nothing to anybody who does."""

STORES = tuple(
    """
    hashlib. zlib. pickle. cPickle. marshal. csv. sqlite3. psycopg2. MySQLdb. pymysql. redis. memcache. pymemcache.
    diskcache. shelve. dbm. webbrowser. zipfile. tarfile. subprocess. os. email. configparser. ConfigParser. open(
    io.open codecs. pathlib. tempfile. hmac. uuid.
    """.split()
)
"""Prefixes of names that keep a text, look something up by it or make a number of it."""

FOLLOWED = frozenset(
    """
    format join replace encode decode lower upper title capitalize split rsplit partition rpartition strip lstrip
    rstrip removeprefix removesuffix startswith endswith mount find rfind index rindex count append appendleft extend
    insert update add_argument add_option option argument getenv bool isinstance print getpass dict
    OrderedDict defaultdict zip field Field
    """.split()
)
"""Last names of calls whose result, or the container they fill, the evaluator follows, and of those that probes are."""

RUNS = frozenset("call run Popen check_call check_output system popen getoutput getstatusoutput".split())
"""Last names of calls that run a program."""

PATTERNS = frozenset("match search fullmatch findall finditer sub subn compile fnmatch fnmatchcase".split())
"""Last names of calls that hold a text against a pattern."""

PARTS = frozenset("urllib urllib2 http httplib httplib2 tornado twisted pycurl yarl furl six websocket".split())
"""Import roots of what makes requests, beside ``CLIENTS``."""

DOUBLES = frozenset("responses requests_mock respx respx_mock httpretty aioresponses pook requests_mocker".split())
"""Import roots of what answers requests in tests."""

BESIDE = frozenset(
    """
    data json params headers body files cookies content payload tags labels dimensions extra
    """.split()
)
"""Keywords by which a client is given what it sends beside the URL, and by which measurements are told apart."""

PASSED_ON = frozenset(
    """
    str unicode bytes bytearray tuple list set frozenset sorted reversed iter repr cast copy.copy copy.deepcopy
    typing.cast json.dumps simplejson.dumps ujson.dumps orjson.dumps ast.literal_eval six.text_type six.u six.b
    six.ensure_str six.ensure_text six.ensure_binary urllib.parse.urlsplit urllib.parse.urlparse urlparse.urlparse
    pathlib.PurePosixPath yarl.URL furl.furl httpx.URL SecretStr pydantic.SecretStr asyncio.run asyncio.wait_for
    asyncio.ensure_future asyncio.create_task contextlib.closing closing StringIO io.StringIO io.BytesIO shlex.split
    next urllib.parse.quote urllib.parse.quote_plus urllib.quote urllib.quote_plus six.moves.urllib.parse.quote
    requests.utils.quote
    """.split()
)
"""Functions that give back what they are given, as far as texts are concerned."""

PARSERS = frozenset(
    """
    json.loads json.load simplejson.loads simplejson.load ujson.loads ujson.load orjson.loads
    """.split()
)
"""Functions that read JSON."""

JOINS = frozenset(
    """
    urllib.parse.urljoin urlparse.urljoin requests.compat.urljoin six.moves.urllib.parse.urljoin urljoin
    """.split()
)
"""Spellings of ``urljoin``."""

BASIC_HEADERS = frozenset(
    """
    urllib3.make_headers urllib3.util.make_headers urllib3.util.request.make_headers
    """.split()
)
"""Functions that make headers of ``basic_auth="user:password"``."""

BASIC_VALUES = frozenset(
    """
    ansible.module_utils.urls.basic_auth_header requests.auth._basic_auth_str w3lib.http.basic_auth_header
    """.split()
)
"""Functions that make the value of an Authorization header of a user name and a password."""

ENVIRONMENT = frozenset(
    """
    os.environ.get os.getenv environ.get getenv decouple.config environ.pop os.environ.pop
    """.split()
)
"""Functions that read environment variables and settings."""

LISTS = frozenset({"list", "set", "tuple", "collections.deque"})
"""What makes an empty list when it is called without arguments."""

DEFAULTS = frozenset(
    """
    dataclasses.field pydantic.Field attr.ib attr.attrib attr.field attrs.field typer.Option typer.Argument
    pydantic.fields.Field environ.var
    """.split()
)
"""Functions that declare a field or an option with its default."""

OPTIONS = frozenset({"click.option", "click.argument", "rich_click.option"})
"""Decorators that declare an option with its default."""

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

URL_PARSERS = frozenset({"furl.furl()"})
"""What takes a URL apart and is no function of Python's own; its ``path`` is a part of the text."""

ALIGNS = frozenset({"ljust", "rjust", "center"})
"""Methods of strings that are shown in columns."""

SHOWN = frozenset(
    """
    log print write echo secho puts info debug warn warning error exception critical fatal notice exit quit _exit
    """.split()
)
"""Last names of calls that show their arguments to a person, or log them."""

SETTINGS = ("os.environ", "configparser.", "ConfigParser.")
"""Prefixes of names of what others read again."""

MAPS = frozenset({"map", "imap", "imap_unordered", "map_async", "amap"})
APPLIES = frozenset({"apply", "apply_async"})
SUBMITS = frozenset({"submit", "to_thread", "run_in_executor", "deferToThread", "spawn", "run_sync", "call_soon"})
"""Last names of calls that call the function they are given."""

RUNNERS = MAPS | APPLIES | SUBMITS | {"partial", "apply", "wait_for"}
"""Last names of calls that are given a function and what to call it with."""


def answers(name: str) -> bool:
    """Whether calling ``name`` returns what a server answered."""
    root, last = name.split(".", maxsplit=1)[0].split("(", maxsplit=1)[0], name.rpartition(".")[2]
    return (root in CLIENTS and last in VERBS | {"request", "send", "urlopen"}) or last in {"urlopen", "getresponse"}


def is_served(name: str) -> bool:
    """Whether a dotted name is of a library that answers requests or stands in for a server, or takes a file's path."""
    root = name.split(".", maxsplit=1)[0].split("(", maxsplit=1)[0]
    return root in QUIET_ROOTS or name in FILES or name.startswith(SERVERS)
