"""Variables that hold a client with an address: what they send goes below it, whatever else the file names."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Request
from c42migrate.readers import lexical

LEXICON = Lexicon(resources={name.lower(): name for name in ("User", "UserBlock", "Org", "Computer")})
ONE, TWO = "https://one.com/api", "https://two.com/api/"


def sent(path: str, text: str) -> list[str]:
    (reading,) = lexical.read([Source(path, text, "text")], LEXICON)
    usages = [usage for usage in reading.usages if isinstance(usage, Request)]
    return [f"{one.verb.name if one.verb else '?'} {one.url}" for one in usages if "User" in str(one.url) or one.trail]


JS = f"const a = axios.create({{ baseURL: '{ONE}' }});\nconst b = axios.create({{\n  baseURL: '{TWO}',\n}});\n"
CS = f'class A {{ void f() {{\n var a = new RestClient("{ONE}");\n var b = new RestClient("{TWO}");\n'
NET = f'class A {{ HttpClient a = new HttpClient {{ BaseAddress = new Uri("{TWO}") }}; void f() {{\n'
RB = f"a = Faraday.new(url: '{ONE}')\n@b = Faraday.new('{TWO}') do |f|\nend\n"
PHP = f"<?php\n$a = new Client(['base_uri' => '{ONE}']);\n$this->b = new GuzzleHttp\\Client(['timeout' => 2, 'base_uri' => '{TWO}']);\n"
GO = f'func f() {{\n a := resty.New().SetBaseURL("{ONE}")\n'

GIVEN = [
    ("a.js", JS + "a.get('/User');\nawait b.put(`/UserBlock/${id}`, {});\n", ["GET https://one.com/api/User", "PUT https://two.com/api/UserBlock/{id}"]),
    ("a.js", JS + "b.post('/Things', { path: '/tmp/x' });\n", ["POST https://two.com/api/Things"]),
    ("a.js", JS + "a.request({ method: 'put', url: '/User/1' });\n", ["PUT https://one.com/api/User/1"]),
    ("a.js", JS + "b({ url: '/Org' });\n", ["? https://two.com/api/Org"]),
    ("a.ts", "class C { constructor() { this.c = axios.create({ baseURL: `${host}/api` }); }\n f() { this.c.get('/Org'); } }\n", ["GET {host}/api/Org"]),
    ("a.js", f"class A {{ constructor() {{ this.c = axios.create({{ baseURL: '{ONE}' }}); }} }}\nclass B {{ constructor() {{ this.c = axios.create({{ baseURL: '{TWO}' }}); }}\n f() {{ this.c({{ method: 'put', url: '/User/1' }}); }} }}\n", ["PUT https://two.com/api/User/1"]),
    ("a.ts", f"const c: AxiosInstance = axios.create({{ baseURL: '{ONE}' }});\nc.delete('User/1');\n", ["DELETE https://one.com/api/User/1"]),
    ("a.js", f"const c = axios.create();\nc.defaults.baseURL = '{ONE}';\nc.get('/User');\n", ["GET https://one.com/api/User"]),
    ("A.cs", CS + ' b.Execute(new RestRequest("User", Method.GET));\n a.Execute(new RestRequest("Org", Method.Put)); } }\n', ["GET https://two.com/api/User", "PUT https://one.com/api/Org"]),
    ("A.cs", CS + ' var r = new RestRequest("UserBlock/{id}", Method.PUT);\n r.AddParameter("id", 1);\n a.Execute(r); } }\n', ["PUT https://one.com/api/UserBlock/{id}"]),
    ("A.cs", NET + ' await a.GetAsync("User"); } }\n', ["GET https://two.com/api/User"]),
    ("A.cs", NET + ' await a.GetAsync("/other/User"); } }\n', ["GET https://two.com/other/User"]),
    ("A.cs", 'class A { void f() { var a = new HttpClient();\n a.BaseAddress = new Uri("https://one.com/api/");\n a.GetAsync("Org"); } }', ["GET https://one.com/api/Org"]),
    ("a.rb", RB + "a.get('User')\n@b.put \"UserBlock/#{id}\"\n", ["GET https://one.com/api/User", "PUT https://two.com/api/UserBlock/{id}"]),
    ("a.rb", "def conn\n  @conn ||= Faraday.new(url: 'https://one.com')\nend\nconn.get('/api/User')\n", ["GET https://one.com/api/User"]),
    ("a.php", PHP + "$a->get('User');\n$this->b->request('PUT', 'Org/1');\n", ["GET https://one.com/api/User", "PUT https://two.com/api/Org/1"]),
    ("a.go", GO + ' a.R().Get("/User")\n}\n', ["GET https://one.com/api/User"]),
    ("A.java", f'class A {{ void f() {{ WebClient c = WebClient.builder().baseUrl("{ONE}").build();\n c.get("/User"); }} }}', ["GET https://one.com/api/User"]),
]  # fmt: skip
NOT_GIVEN = [
    ("a.js", JS + "other.get('/User');\n", ["GET /User"]),
    ("a.js", JS + "a.get(host + '/User');\n", ["GET {host}/User"]),
    ("a.js", JS + "a.get('https://three.com/api/User');\n", ["GET https://three.com/api/User"]),
    ("a.js", JS + "a.get('/User', { headers: { Accept: 'application/json' } });\n", ["GET https://one.com/api/User"]),
    ("a.js", JS + "a.interceptors.request.use(log);\nlog('User');\n", []),
    ("A.cs", CS + ' a.AddDefaultHeader("Accept", "User"); } }\n', []),
    (
        "A.cs",
        CS + ' var c = new RestClient(server);\n c.Execute(new RestRequest("User", Method.GET)); } }\n',
        ["GET {server}/User"],
    ),
    ("a.rb", RB + "cache.get('User')\n", []),
    ("a.rb", RB + "a.headers['User'] = 'x'\n", []),
    ("a.php", PHP + "$cache->get('User');\n", []),
]


@pytest.mark.parametrize(("path", "text", "urls"), GIVEN)
def test_a_path_goes_below_the_address_of_the_client_it_is_given(path: str, text: str, urls: list[str]) -> None:
    assert sent(path, text) == urls


@pytest.mark.parametrize(("path", "text", "urls"), NOT_GIVEN)
def test_a_path_of_something_else_takes_no_clients_address(path: str, text: str, urls: list[str]) -> None:
    assert sent(path, text) == urls
