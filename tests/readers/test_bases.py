"""Bare resource names: found where the project shows a base below ``/api`` and something sends them, and nowhere else."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Request
from c42migrate.readers import lexical

RESOURCES = ("User", "UserBlock", "Org", "Computer", "AuthToken", "Server")
LEXICON = Lexicon(resources={name.lower(): name for name in RESOURCES})


def sent(*files: tuple[str, str]) -> list[str]:
    """Verb and URL of each request below a base, in the order of the files."""
    readings = lexical.read([Source(path, text, "text") for path, text in files], LEXICON)
    usages = [usage for reading in readings for usage in reading.usages if isinstance(usage, Request)]
    return [f"{one.verb.name if one.verb else '?'} {one.url}" for one in usages if one.trail]


RB = ("conf.rb", "class Conf\n  def initialize(o)\n    self.api_root = o[:api_root] || '/api'\n  end\nend\n")
CS = ("Server.cs", 'class S { public string BaseUrl { get; set; } = "https://backup.acme.com/api/"; }')
JAVA = ("Conf.java", 'class Conf { static final String API_PREFIX = "/api/"; }')

FOUND = [
    ([RB, ("user.rb", 'def block(id)\n  put("UserBlock/#{id}")\nend\n')], ["PUT {api_root}/api/UserBlock/{id}"]),
    ([RB, ("user.rb", "def all\n  list(Models::User, :get, 'user', params)\nend\n")], ["GET {api_root}/api/user"]),
    ([RB, ("token.rb", 'def drop(t)\n  delete "authToken/#{t}"\nend\n')], ["DELETE {api_root}/api/authToken/{t}"]),
    ([RB, ("org.rb", "client.get('org?active=true')\n")], ["GET {api_root}/api/org?active=true"]),
    ([CS, ("A.cs", 'class A { void f() { client.Get<R<T>>($"Computer/{id}"); } }')], ["GET https://backup.acme.com/api/Computer/{id}"]),
    ([CS, ("A.cs", 'class A { void f() { PostObject<R>("User", body); } }')], ["POST https://backup.acme.com/api/User"]),
    (
        [CS, ("A.cs", 'class A { void f() { var u = new Uri(baseUrl, "Org/" + id); http.DeleteAsync(u); } }')],
        ["? https://backup.acme.com/api/Org/{id}"],
    ),
    ([JAVA, ("A.java", 'class A { void f() { restClient.get("Computer?q=" + q); } }')], ["GET {API_PREFIX}/api/Computer?q={q}"]),
    ([JAVA, ("A.java", 'class A { void f() { new HttpPut(baseUrl + "UserBlock/" + id); } }')], ["PUT {API_PREFIX}/api/UserBlock/{id}"]),
    (
        [("a.js", "const http = axios.create({ baseURL: host + '/api' });\nhttp.put('User/' + id, data);\n")],
        ["PUT {host}/api/User/{id}"],
    ),
    (
        [("a.php", "<?php return ['apiVersion' => 'api', 'ops' => [['httpMethod' => 'PUT', 'uri' => '/{ApiVersion}/UserBlock/{id}']]];")],
        [],
    ),
    (
        [("a.rb", 'def call(path)\n  Net::HTTP.get("#{@base}/api/#{path}")\nend\ndef users\n  get("User?active=true")\nend\n')],
        ["GET {base}/api/User?active=true"],
    ),
    (
        [("a.pl", 'sub call { my ($v, $r) = @_;\n  $ua->request($v => "$h/api/$r");\n}\ncall(PUT => "UserBlock/$i");\n')],
        ["PUT {base}/api/UserBlock/{i}"],
    ),
    (
        [("a.pl", 'sub call {\n  my $s = shift;\n  my $r = shift;\n  $ua->get("$h/api/$r");\n}\n$s->call("User/1");\n')],
        ["? {base}/api/User/1"],
    ),
    ([("a.go", 'const apiBase = "/api"\nfunc f() { client.Get("User/" + id) }\n')], ["GET {apiBase}/api/User/{id}"]),
    (
        [("a.groovy", "def c = new RESTClient('https://h.example.com/api/')\nc.put(path: \"UserBlock/${id}\")\n")],
        ["PUT https://h.example.com/api/UserBlock/{id}"],
    ),
    (
        [("a.rb", "@c ||= Faraday.new(url: 'https://h.example.com/api') do |f|\nend\n@c.get('User')\nconnection.put('Org/1')\n")],
        ["GET https://h.example.com/api/User", "PUT https://h.example.com/api/Org/1"],
    ),
    (
        [("a.js", "class C { f(h) { this.base = `https://${h}/api`; }\n g(m, path) { return send(m, `${this.base}/${path}`); }\n a() { this.g('GET', 'User?q=1'); }\n b() { this.g('PUT', `UserBlock/${id}`); }\n c() { this.g('GET', 'Org'); } }\n")],
        ["GET {base}/api/User?q=1", "PUT {base}/api/UserBlock/{id}", "GET {base}/api/Org"],
    ),
    (
        [RB, ("a.rb", "request :put, \"UserBlock/#{id}\"\nrequest :get, 'User'\nNet::HTTP::Get.new('/api/Computer')\nlog :put, 1\n")],
        ["PUT {api_root}/api/UserBlock/{id}", "GET {api_root}/api/User"],
    ),
    ([("a.groovy", "def c = new RESTClient('https://h.example.com/api/')\ndef m = [:]\nm.get('User')\nm.put('Org', c)\n")], []),
    ([("a.rb", "c = Faraday.new(url: 'https://h.example.com/api')\nc.store('User')\nrow.get('Org')\n")], []),
    ([RB, ("a.rb", "post('Org')\nput('User/1')\nget('Computer')\nget('planLicense/1')\n")],
     ["POST {api_root}/api/Org", "PUT {api_root}/api/User/1", "GET {api_root}/api/Computer", "GET {api_root}/api/planLicense/1"]),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), FOUND)
def test_names_below_a_base(files: list[tuple[str, str]], expected: list[str]) -> None:
    assert sent(*files) == expected


def test_a_part_of_a_service_description_is_put_in() -> None:
    text = "<?php return ['apiVersion' => 'api', 'ops' => [['httpMethod' => 'PUT', 'uri' => '/{ApiVersion}/UserBlock/{id}']]];"
    (reading,) = lexical.read([Source("a.php", text, "text")], LEXICON)
    assert [str(usage.url) for usage in reading.usages if isinstance(usage, Request)] == ["/api/UserBlock/{id}"]


SILENT = [
    [("user.rb", 'put("UserBlock/#{id}")\nget("User")\n')],
    [("conf.rb", "self.api_root = '/backend'\n"), ("user.rb", 'put("UserBlock/#{id}")\n')],
    [("conf.rb", "# api_root = '/api'\n"), ("user.rb", 'put("UserBlock/#{id}")\n')],
    [("conf.rb", "puts 'the base is /api'\n"), ("user.rb", 'put("UserBlock/#{id}")\n')],
    [RB, ("user.rb", "# put('User')\nputs 'User'\nrole = 'User'\n")],
    [RB, ("user.rb", "settings.get('server')\ncache.delete('user')\nsession.put('user', u)\n")],
    [RB, ("user.rb", "class User\n  has_many 'computer'\n  validates :org\nend\n")],
    [RB, ("user.rb", "if kind == 'User'\n  raise 'Org'\nend\n")],
    [RB, ("user.rb", "post('comment')\nget('weather/today')\n")],
    [RB, ("user.rb", "t('user.name')\nget('user name')\nget('users-list')\n")],
    [RB, ("routes.rb", "app.get('/user', handler)\n")],
    [CS, ("A.cs", 'class A { [Route("User")] void f() { map.Get("User"); dict.Put("Org", o); } }')],
    [CS, ("A.cs", 'class A { void f() { Path.Combine(folder, "Computer"); new Uri(name, "User"); } }')],
    [JAVA, ("A.java", 'class A { void f() { params.put("User", u); bundle.get("Computer"); request.get("org"); } }')],
    [JAVA, ("A.java", 'class A { void f() { log.info("User"); label.setText("Org/" + id); } }')],
    [JAVA, ("A.java", 'class A { @JsonProperty("User") String u; String s = "Computer"; }')],
    [("a.js", "app.use('/api', router);\nclient.get('User');\n")],
    [("a.js", "const api = '/api/v1/things';\nclient.get('User');\n")],
    [("a.js", "const base = 'https://a.example.com/api', other = 'https://b.example.com/api';\nclient.get('User');\n")],
    [("a.js", "const apiBase = '/api';\nconst versioned_base = '/api/v1';\nclient.get('User');\n")],
    [("a.rb", 'def link(id)\n  "/api/#{id}"\nend\ndef users\n  get("User?active=true")\nend\n')],
    [RB, ("a.rb", "put('User/1')\nget('planLicense/1')\n")],
    [("a.pl", 'sub link { my ($r) = @_;\n  $ua->get("$h/api/$id");\n}\nlabel("UserBlock/2");\n')],
    [("a.pl", 'sub one { my ($r) = @_; }\nsub two { $ua->get("$h/api/$r"); }\none("UserBlock/2");\n')],
]


@pytest.mark.parametrize("files", SILENT)
def test_words_that_are_no_names(files: list[tuple[str, str]]) -> None:
    assert [found for found in sent(*files) if "User/1" not in found] == []


def test_the_base_is_a_step_of_the_trail_and_names_are_lexical() -> None:
    readings = lexical.read([Source(path, text, "text") for path, text in (RB, ("u.rb", "get('User')"))], LEXICON)
    (request,) = [usage for usage in readings[1].usages if isinstance(usage, Request)]
    assert [step.place.path for step in request.trail] == ["conf.rb"]
    assert request.place.path == "u.rb"
    assert not any(piece.editable for piece in request.url.literals)
