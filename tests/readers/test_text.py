"""The lexical reader: paths, verbs, headers, credentials and commands in languages without a parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Certainty, Command, Header, Reading, Request, VerbForm
from c42migrate.readers.lexical import read
from c42migrate.readers.lexical.data import data_tokens
from c42migrate.readers.lexical.languages import language

LEXICON = Lexicon(programs=frozenset({"code42", "incydr"}))


def reading(path: str, text: str, kind: str = "text") -> Reading:
    return read([Source(path, text, kind)], LEXICON)[0]


def requests(path: str, text: str, kind: str = "text") -> list[tuple[str, str]]:
    found = [usage for usage in reading(path, text, kind).usages if isinstance(usage, Request)]
    return [(usage.verb.name if usage.verb else "", str(usage.url)) for usage in found]


REQUESTS: list[tuple[str, str, str, str]] = [
    (
        "a.rb",
        'BASE = "https://x.com"\nuri = URI("#{BASE}/api/User/#{id}")\nreq = Net::HTTP::Put.new(uri)',
        "PUT",
        "https://x.com/api/User/{id}",
    ),
    ("a.rb", 'rest :put, "/api/User/" + id.to_s', "PUT", "/api/User/{id.to_s}"),
    ("a.rb", "get '/api/Org'", "GET", "/api/Org"),
    ("a.rb", 'RestClient.post("#{h["x"]}/api/Device", {a: 1})', "POST", '{h["x"]}/api/Device'),
    ("a.rb", 'HTTParty.delete(base + "/api/User", basic_auth: auth)', "DELETE", "{base}/api/User"),
    ("a.go", 'req, err := http.NewRequest("DELETE", base+"/api/User/"+id, nil)', "DELETE", "{base}/api/User/{id}"),
    (
        "a.go",
        'u := fmt.Sprintf("%s/api/User/%d", b, i)\nr, _ := http.NewRequest(http.MethodPut, u, nil)',
        "PUT",
        "{}/api/User/{}",
    ),
    ("a.go", "resp, err := http.Get(`https://x.com/api/User`)", "GET", "https://x.com/api/User"),
    (
        "A.java",
        'static final String P = "/api/User/";\nHttpPut put = new HttpPut(base + P + id);',
        "PUT",
        "{base}/api/User/{id}",
    ),
    (
        "A.java",
        'HttpURLConnection c = open(new URL(base + "/api/User"));\nc.setRequestMethod("POST");',
        "POST",
        "{base}/api/User",
    ),
    ("A.java", 'rest.exchange(host + "/api/User", HttpMethod.PUT, entity, String.class)', "PUT", "{host}/api/User"),
    ("A.java", 'map.put("url", "/api/User");', "", "/api/User"),
    ("A.java", 'String s = String.format("%s/api/User/%s", a, b);', "", "{}/api/User/{}"),
    ("a.cs", 'var r = await client.PutAsync($"{baseUrl}/api/User/{id}", c);', "PUT", "{baseUrl}/api/User/{id}"),
    (
        "a.cs",
        'var m = new HttpRequestMessage(HttpMethod.Delete, "https://x.com/api/Org/" + id);',
        "DELETE",
        "https://x.com/api/Org/{id}",
    ),
    ("a.cs", 'var request = new RestRequest("api/User/{uid}", Method.POST);', "POST", "api/User/{uid}"),
    ("a.cs", 'var r = WebRequest.Create(b + "/api/User");\nr.Method = "PUT";', "PUT", "{b}/api/User"),
    (
        "a.php",
        (
            "<?php\n$u = $base . '/api/User/' . $id;\ncurl_setopt($c, CURLOPT_URL, $u);\n"
            "curl_setopt($c, CURLOPT_CUSTOMREQUEST, 'PUT');"
        ),
        "PUT",
        "{$base}/api/User/{$id}",
    ),
    ("a.php", '$r = $client->request("GET", "{$base}/api/Org/{$o}");', "GET", "{base}/api/Org/{o}"),
    ("a.pl", 'my $r = $ua->put("https://$host/api/Org/$o?x=1");', "PUT", "https://{host}/api/Org/{o}?x=1"),
    ("a.pl", "my $r = HTTP::Request->new(POST => $b . '/api/Org');", "POST", "{$b}/api/Org"),
    ("a.js", "await fetch(`${base}/api/User/${u.id}`, { method: 'PUT' });", "PUT", "{base}/api/User/{u.id}"),
    ("a.ts", 'axios({\n  url: base + "/api/Org",\n  method: "post",\n});', "POST", "{base}/api/Org"),
    ("a.js", "axios.get('/api/v1/Computer', x)", "GET", "/api/v1/Computer"),
    ("a.js", "$.ajax({type: 'DELETE', url: '/api/User/' + id})", "DELETE", "/api/User/{id}"),
    ("a.js", "xhr.open('PUT', '/api/User');", "PUT", "/api/User"),
    ("a.groovy", 'http.request(base + "/api/User/${id}")', "", "{base}/api/User/{id}"),
    ("a.lua", 'local u = base .. "/api/User/" .. id -- "/api/c"', "", "{base}/api/User/{id}"),
    ("a.json", '{"request": {"method": "PUT", "url": {"raw": "{{b}}\\/api\\/User\\/1"}}}', "PUT", "{b}/api/User/1"),
    ("a.json", '{"a": "https:\\u002f\\u002fx.com/api/User"}', "", "https://x.com/api/User"),
    ("a.yml", 'uri:\n  url: "{{ base }}/api/User/1"  # c\n  method: PUT\n', "PUT", "{base}/api/User/1"),
    ("a.yml", "base: https://x.com\nurl: ${base}/api/User?x=1 # c\n", "", "https://x.com/api/User?x=1"),
    ("a.yml", "url: &u https://x.com/api/User\nx: [a, '/api/Org']\n", "", "/api/Org"),
    (".env", "# c\nBASE=https://x.com\nURL=${BASE}/api/User\n", "", "https://x.com/api/User"),
    ("a.ini", "[a]\nurl = /api/User\n; url = /api/Org\n", "", "/api/User"),
    ("a.properties", "a.url=https\\://x.com/api/User\nb.url: /api/Org\n", "", "/api/Org"),
    ("a.xml", '<http url="https://x/api/User?a=1&amp;b=2" method="put"/>', "PUT", "https://x/api/User?a=1&b=2"),
    ("a.xml", "<r><url>/api/Org</url><method>PUT</method></r>", "PUT", "/api/Org"),
    ("a.html", "<script>$.post('/api/User')</script><p>It's /api/x</p>", "POST", "/api/User"),
    ("a.http", "PUT https://x.com/api/User/1 HTTP/1.1\nAccept: */*\n", "PUT", "https://x.com/api/User/1"),
    ("a.rb", "u = URI.parse('/api/User')\nr = Net::HTTP::Get.new(u.request_uri)", "GET", "/api/User"),
    ("a.java", 'new Request.Builder().url(HOST + "/api/Org").put(body).build();', "PUT", "{HOST}/api/Org"),
    ("a.java", 'x.uri(URI.create(b + "/api/Org")).DELETE().build();', "DELETE", "{b}/api/Org"),
    ("a.java", '@PUT("/api/User/{id}") Call<X> f(@Path("id") int id);', "PUT", "/api/User/{id}"),
    ("a.py", 'user = "/api/User"\nr = put(x, auth=(user, pw)', "", "/api/User"),
    ("a.py", 'class A:\n    user = "/api/User"\nrequests.put(b + A.user)\nget(data.user)', "PUT", "{b}/api/User"),
    ("a.toml", 'url = "/api/User"  # "/api/Org"', "", "/api/User"),
    ("a.vbs", 'http.Open "PUT", base & "/api/User" \' "/api/c"', "PUT", "{base}/api/User"),
]


@pytest.mark.parametrize(("path", "text", "verb", "url"), REQUESTS)
def test_request(path: str, text: str, verb: str, url: str) -> None:
    assert requests(path, text) == [(verb, url)]


NOTHING = [
    ("a.rb", '# get "/api/User"\n=begin\n"/api/User"\n=end\nputs "/api/User"\nif path == "/api/User"\nend'),
    ("a.go", '// "/api/User"\n/* "/api/User" */\nlog.Println("/api/User")'),
    ("A.java", 'logger.info("/api/User");\nthrow new X("/api/User");\nString a = "application/json";'),
    ("a.js", "console.log('/api/User'); const a = 'see /api/User for more'; // '/api/User'"),
    ("a.py", 'raise X("/api/User failed")\nprint "/api/User"'),
    ("a.md", '```\n"/api/User"\n```'),
    ("a.txt", 'GET "/api/User"'),
    ("a.log", 'PUT "/api/User"'),
    ("a.yml", "# url: /api/User\ndescription: call /api/User now\nbase: https://x.com\n"),
    ("a.xml", "<!-- <url>/api/User</url> --><p>Call PUT /api/User, don't</p>"),
    ("a.sql", "-- '/api/User'\nselect 1"),
    ("a.json", '{"a": "x/y", "b": "//", "c": "", "d": "https://x.com"}'),
    ("a.bat", 'REM "/api/User"\n:: "/api/User"'),
]


@pytest.mark.parametrize(("path", "text"), NOTHING)
def test_no_request(path: str, text: str) -> None:
    assert requests(path, text) == []


def test_everything_is_lexical_and_never_editable() -> None:
    for path, text, _, _ in REQUESTS:
        for usage in reading(path, text).usages:
            assert usage.certainty is Certainty.LEXICAL if isinstance(usage, Request | Header | Command) else True
            if isinstance(usage, Request):
                assert not any(piece.editable for piece in usage.url.literals)
                assert usage.verb is None or usage.verb.form is VerbForm.GUESS


def test_a_constant_is_reported_where_it_is_used_and_else_where_it_stands() -> None:
    used = 'const P = "/api/User"\nfunc f() { http.Get(base + P) }\n'
    assert requests("a.go", used) == [("GET", "{base}/api/User")]
    assert requests("a.go", 'const P = "/api/User"\n') == [("", "/api/User")]


def test_a_variable_of_another_function_is_not_taken() -> None:
    text = 'def a\n  u = "/api/User"\nend\ndef b(u)\n  get(u)\nend\ndef c\n  u = "/api/Org"\n  put(u)\nend\n'
    assert requests("a.rb", text) == [("", "/api/User"), ("PUT", "/api/Org")]


HEADERS = [
    ("a.rb", 'req["Authorization"] = "v3_user_token #{t}"', "v3_user_token {t}"),
    ("a.go", 'req.Header.Set("Authorization", "token "+a+"-"+b)', "token {a}-{b}"),
    ("a.js", "x({ headers: { Authorization: `login_token ${t}` } })", "login_token {t}"),
    ("a.php", '$h = array("Authorization: Basic " . base64_encode("a"));', 'Basic {base64_encode("a")}'),
    ("a.pl", "$r->header('Authorization' => \"login_token $t\");", "login_token {t}"),
    ("a.json", '[{"key": "Authorization", "value": "v3_user_token {{t}}"}]', "v3_user_token {t}"),
    ("a.yml", 'headers:\n  Authorization: "v3_user_token {{ t }}"\n', "v3_user_token {t}"),
    ("a.http", "GET /x\nauthorization: token a-b\n", "token a-b"),
    ("a.cs", 'c.DefaultRequestHeaders.Add("Authorization", $"v3_user_token {t}");', "v3_user_token {t}"),
    ("a.rb", "h['Authorization'] = \"TOKEN #{a.join('-')}\"", "TOKEN {a.join('-')}"),
    ("a.cs", 'x.Authorization = new AuthenticationHeaderValue("token", $"{a[0]}-{a[1]}");', "token {a[0]}-{a[1]}"),
    (
        "a.cs",
        'c.X.Authorization = new AuthenticationHeaderValue("v3_user_token", t);\ny = new AuthenticationHeaderValue("Basic", b);',
        "v3_user_token {parameter}",
    ),
]


@pytest.mark.parametrize(("path", "text", "value"), HEADERS)
def test_header(path: str, text: str, value: str) -> None:
    found = [usage for usage in reading(path, text).usages if isinstance(usage, Header)]
    assert [(header.name, str(header.value)) for header in found] == [("Authorization", value)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.rb", '# req["Authorization"] = "token x"\nreq["Authorization"] = token\nx = {"v3_user_token" => 1}'),
        ("a.go", 'Token string `json:"v3_user_token"`\nreq.Header.Get("Authorization")'),
        ("a.json", '{"key": "Authorization", "type": "text"}'),
        ("a.cs", 'x.WwwAuthenticate.Add(new AuthenticationHeaderValue("Bearer"));\ny = "AuthenticationHeaderValue";'),
    ],
)
def test_no_header(path: str, text: str) -> None:
    assert [usage for usage in reading(path, text).usages if isinstance(usage, Header)] == []


CREDENTIALS = [
    ("a.rb", 'r = Net::HTTP::Get.new("/api/User")\nr.basic_auth(u, p)\nget "/other"', [["basic"], []]),
    ("a.go", 'r, _ := http.NewRequest("GET", b+"/api/User", nil)\nr.SetBasicAuth(u, p)', [["basic"]]),
    ("a.js", "axios.get('/api/User', { auth: { username: u, password: p } });\naxios.get('/other')", [["basic"], []]),
    ("a.rb", 'HTTParty.get("/api/User", basic_auth: {username: u})\nHTTParty.get("/b")', [["basic"], []]),
    (
        "a.cs",
        'var q = WebRequest.Create(b + "/api/User");\nq.Credentials = new NetworkCredential(u, p);',
        [["challenge"]],
    ),
    ("a.php", 'curl_setopt($c, CURLOPT_URL, "/api/User");\ncurl_setopt($c, CURLOPT_USERPWD, "$u:$p");', [["basic"]]),
    ("a.json", '{"auth": {"type": "basic"}, "url": "/api/User"}', [["basic"]]),
    ("a.cs", 'get("/api/User");\nx.A = new AuthenticationHeaderValue("Basic", b);', [["basic"]]),
    ("a.cs", 'get("/api/User");\nx.A = new AuthenticationHeaderValue("Bearer", b);', [[]]),
    ("a.cs", 'put("/api/User");\nc.A = new HttpBasicAuthenticator(u, p);\nget("/other");', [[], ["basic"]]),
    ("a.json", '{"auth": {"type": "bearer"}, "url": "/api/User"}', [[]]),
    ("a.js", "$.ajax({url: '/api/User', username: u, password: p});\n$.ajax({url: '/b'})", [["challenge"], []]),
    ("a.js", "$.ajax({username, password, url: '/api/User'})", [["challenge"]]),
    ("a.js", "$.ajax({url: '/api/User', data: {username: u, password: p}})", [[]]),
    ("a.js", "login({url: '/api/User', username: u, password: p})", [[]]),
    ("a.js", "$.ajax({url: '/api/User', username: u})", [[]]),
    ("a.py", 'print x\nrequests.get("/api/User", auth=(u, p))', [["basic"]]),
    ("a.rb", 'def a\n  r.basic_auth(u, p)\nend\ndef b\n  get "/api/User"\nend', [[]]),
]


@pytest.mark.parametrize(("path", "text", "schemes"), CREDENTIALS)
def test_credentials_belong_to_their_request(path: str, text: str, schemes: list[list[str]]) -> None:
    found = [usage for usage in reading(path, text).usages if isinstance(usage, Request)]
    assert [[credential.scheme for credential in request.credentials] for request in found] == schemes


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("a.rb", 'system("code42 users list --active")', ["users", "list", "--active"]),
        ("a.yml", "cmdline: incydr users list\n", ["users", "list"]),
        ("a.js", "exec(`code42 alerts search ${x}`)", ["alerts", "search", "{x}"]),
        ("a.rb", 'puts "code42 is great"', ["is", "great"]),
        ("a.rb", '"code42.com api"', None),
        ("a.rb", 'x = "code42"', None),
        ("a.rb", 'x = "Code42 API users"', None),
        ("a.yml", "run: code42 users list\n", ["users", "list"]),
    ],
)
def test_commands(path: str, text: str, words: list[str] | None) -> None:
    found = [usage for usage in reading(path, text).usages if isinstance(usage, Command)]
    assert [[str(word) for word in command.words] for command in found] == ([words] if words else [])


def test_parts_of_a_container_are_left_to_their_readers() -> None:
    text = "jobs:\n  - run: |\n      curl -X PUT 'https://x.com/api/User'\n  - url: /api/Org\n"
    assert requests("ci.yml", text, "yaml") == [("", "/api/Org")]


@pytest.mark.parametrize("kind", ["notebook", "markdown", "rst", "crontab", "requirements"])
def test_kinds_with_readers_of_their_own_give_nothing(kind: str) -> None:
    assert requests("a", '{"outputs": ["/api/User"]}\nget("/api/User")', kind) == []


def test_hosts_and_parsed() -> None:
    result = reading("a.rb", 'A = "https://console.us.code42.com:4285/x"\nB = "www.crashplan.com"\nC = "a.b c"')
    assert result.hosts == ("console.us.code42.com", "www.crashplan.com")
    assert result.parsed
    assert not reading("a.py", "print x", "python").parsed


def test_places_are_exact_in_escaped_text() -> None:
    text = '{"é": "https:\\/\\/x.com\\/api\\/User"}'
    data = text.encode()
    offsets = [len(text[:index].encode()) for index in range(len(text) + 1)]
    (request,) = read([Source("a.json", text, "text", offsets=offsets)], LEXICON)[0].usages
    assert isinstance(request, Request)
    (piece,) = request.url.literals
    cut = piece.cut(piece.text.index("User"), len(piece.text))
    assert cut.place is not None
    assert data[cut.place.start : cut.place.end] == b"User"


HOSTILE = ["(" * 5000 + '"/api/x"', '"' * 9000, '"#{' * 2000, '"/a" + ' * 2000, "<!--" * 2000, "f(" * 5000]
HOSTILE += ["a = b + b\n" * 2000, 'a = "/x"\n' + "a = a + a\n" * 40]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("suffix", ["js", "rb", "xml", "yml", "json", "php", "ini"])
def test_hostile_text_is_survived(suffix: str, text: str) -> None:
    assert reading(f"a.{suffix}", text, "yaml" if suffix == "yml" else "text").problems == ()


SUFFIX = st.sampled_from(
    ["rb", "go", "java", "php", "pl", "js", "json", "yml", "xml", "http", "env", "lua", "vbs", "zzz"]
)


@given(SUFFIX, st.text(st.sampled_from("\"'`/api{}()[]$#%\\:=+. \n\r\t<>&;-é!|"), max_size=60))
def test_any_text_is_survived(suffix: str, text: str) -> None:
    offsets = [len(text[:index].encode()) for index in range(len(text) + 1)]
    for usage in read([Source(f"a.{suffix}", text, "text", offsets=offsets)], LEXICON)[0].usages:
        assert 0 <= usage.place.start <= usage.place.end <= len(text.encode())


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("A.java", 'URL u = new URL(B + "/api/User");\nc.setRequestProperty("Authorization", "Basic " + e);', 1),
        ("a.js", "request({uri: b + '/api/Org', headers: {'Authorization': 'Basic ' + x}})", 1),
        ("a.js", "go({uri: b + '/api/Org'}); go({uri: c + '/x', headers: {Authorization: 'Basic ' + x}})", 1),
        ("a.groovy", "u = new URL(b + '/api/User')\nc.setRequestProperty('Authorization', \"Basic ${x}\")", 1),
        ("a.js", "request({uri: b + '/api/Org', headers: {Authorization: 'Bearer ' + x}})", 0),
        ("A.java", 'void a() { get(B + "/api/User"); }\npublic void b() { h("Authorization", "Basic " + e); }', 0),
    ],
)
def test_ready_made_basic_headers_belong_to_the_request_near_them(name: str, code: str, expected: int) -> None:
    found = [usage for usage in read([Source(name, code, "text")], Lexicon())[0].usages if isinstance(usage, Request)]
    assert [c.scheme for request in found for c in request.credentials] == ["basic"] * expected


@pytest.mark.parametrize(
    ("name", "code", "url"),
    [
        (
            "a.swift",
            'let u = URL(string: "\\(base)/api/Computer/\\(device.guid)")',
            "{base}/api/Computer/{device.guid}",
        ),
        ("a.pl", "my $o = `curl -s https://h/api/Org/1`;", "https://h/api/Org/1"),
    ],
)
def test_interpolations_of_other_languages(name: str, code: str, url: str) -> None:
    assert url in [
        str(u.url) for u in read([Source(name, code, "text")], Lexicon())[0].usages if isinstance(u, Request)
    ]


def test_a_command_that_is_only_shown_is_none() -> None:
    assert read([Source("Jenkinsfile", 'echo "curl https://h/api/User"', "text")], Lexicon())[0].usages == ()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.ts", "fetch(`${u}/v1/oauth`, {headers: {Authorization: 'Basic ' + btoa(`${this.id}:${this.secret}`)}})", 0),
        ("a.cs", 'Post("/v1/oauth"); h.Add("Authorization", "Basic " + B64(clientId + ":" + clientSecret));', 0),
        ("a.rb", "post '/api/v3/oauth/token'\nr['Authorization'] = 'Basic ' + b64(\"#{key}:#{secret}\")", 0),
        ("a.ts", "fetch(`${u}/api/User`, {headers: {Authorization: 'Basic ' + btoa(`${this.id}:${this.secret}`)}})", 1),
        ("a.ts", "fetch(`${u}/v1/oauth`, {headers: {Authorization: 'Basic ' + btoa(`${user}:${password}`)}})", 1),
    ],
)
def test_ids_and_secrets_of_api_clients_are_exchanged(path: str, text: str, expected: int) -> None:
    assert len([usage for usage in reading(path, text).usages if isinstance(usage, Header)]) == expected


def test_a_header_that_is_built_elsewhere_says_where_it_is_sent() -> None:
    text = 'String auth = "Basic " + b64;\nint a = 1;\nreq.header("Authorization", auth);\n'
    (header,) = [usage for usage in reading("A.java", text).usages if isinstance(usage, Header)]
    assert [text[step.place.start : step.place.end] for step in header.used_at] == ["Authorization"]


def test_a_variable_of_groovy_begins_no_function() -> None:
    text = "c.headers['Authorization'] = 'Basic ' + x\ndef page = 1\nc.get(path: '/api/Computer')\n"
    found = [usage for usage in reading("a.groovy", text).usages if isinstance(usage, Request)]
    assert [len(usage.credentials) for usage in found] == [1]
    apart = text.replace("def page = 1", "def page() {")
    found = [usage for usage in reading("a.groovy", apart).usages if isinstance(usage, Request)]
    assert [len(usage.credentials) for usage in found] == [0]


CLIENT = "def a(u, p)\n  @c = {}.new(url: x) do |f|\n    {}\n  end\nend\ndef b\n  @c.get('{}')\nend\n"


@pytest.mark.parametrize(
    ("kind", "sets", "path", "count"),
    [
        ("Faraday", "f.basic_auth u, p", "/api/User", 1),
        ("Connection", "f.basic_auth(u, p)", "/api/Org", 1),
        ("Faraday", "g.basic_auth u, p", "/api/User", 0),
        ("Faraday", "f.basic_auth u, p", "https://x.com/api/User", 0),
    ],
)
def test_credentials_for_the_client_of_a_block(kind: str, sets: str, path: str, count: int) -> None:
    found = reading("a.rb", CLIENT.format(kind, sets, path)).usages
    assert [len(usage.credentials) for usage in found if isinstance(usage, Request)] == [count]


def words_of(xml: str) -> list[str]:
    return [token.text for token in data_tokens(xml, language("xml", "a.xml")) if token.kind == "string"]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<a><script>f('<b>x</b>')</script><c>y</c></a>", ["<b>x</b>", "y"]),
        ("<SCRIPT src='u'>f('x')</script ><c>y</c>", ["x", "y"]),
        ("<script src='u'/><c>y</c><script>f('x')</script>", ["u", "y", "x"]),
        ("<script><c>y</c>", ["y"]),
        ("<script>f('x')</script><script><c>y</c>", ["x", "y"]),
        ("<script-def name='u'><c>y</c></script-def>", ["u", "y"]),
    ],
)
def test_scripts_in_xml(xml: str, expected: list[str]) -> None:
    assert words_of(xml) == expected


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["<script>", "<script src='u'>", "<script ", "<script a='<b'>"])
def test_many_scripts_without_an_end(tag: str) -> None:
    """Looked for one by one, each to the end of the file, this takes minutes."""
    assert set(words_of(tag * 50_000)) <= {"u", "<b"}
