"""Who sends what in languages without a parser: functions that are given paths, tasks in one line, and servers."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Header, Reading, Request
from c42migrate.readers.containers import parts
from c42migrate.readers.lexical import read

PHP = (
    "class C { function call($p) { $c = curl_init($this->b . $p); curl_setopt($c, CURLOPT_USERPWD, $u . ':' . $w); }\n"
    "function users() { return $this->call('/api/User'); } }\n"
)
GO = (
    "func get(p string) { q, _ := http.NewRequest(http.MethodGet, base+p, nil)\n q.SetBasicAuth(u, w) }\n"
    'func main() { get("/api/User") }\n'
)
TASK = "- uri:\n    url: https://x.com/api/User\n    user: a\n    password: b\n    force_basic_auth: {}\n"


def reading(path: str, text: str) -> Reading:
    return read([Source(path, text, "yaml" if path.endswith("yml") else "text")], Lexicon())[0]


@pytest.mark.parametrize(
    ("path", "text", "schemes"),
    [
        ("a.php", PHP, [["basic"]]),
        ("a.php", PHP.replace("curl_init", "keep"), [[]]),
        ("a.php", PHP + "$x = 'https://a.example.com'; $y = 'https://b.example.com';", [[]]),
        ("a.go", GO, [["basic"]]),
        ("a.rb", "f.request :basic, u, p\nf.get '/api/User'\n", [["basic"]]),
        ("a.rb", "f.request :authorization, :basic, u, p\nf.get '/api/User'\n", [["basic"]]),
        ("a.rb", "f.request :json, :basic\nf.get '/api/User'\n", [[]]),
        ("a.yml", TASK.format("yes"), [["basic"]]),
        ("a.yml", TASK.format("true"), [["basic"]]),
        ("a.yml", TASK.format("no"), [[]]),
    ],
)
def test_credentials_of_functions_that_are_given_paths(path: str, text: str, schemes: list[list[str]]) -> None:
    found = [usage for usage in reading(path, text).usages if isinstance(usage, Request)]
    assert [[credential.scheme for credential in request.credentials] for request in found] == schemes


@pytest.mark.parametrize(
    ("path", "text", "urls"),
    [
        ("a.yml", "environment:\n  - C42_URL=https://x.com/api/User\n", ["? https://x.com/api/User"]),
        ("a.yml", "environment:\n  - C42_PATH=/c42api/v3/auth/jwt\n", ["? /c42api/v3/auth/jwt"]),
        ("a.yml", "environment:\n  - MODE=api/User\n", []),
        ("a.yml", '- uri: url="{{ s }}/api/User" method=PUT\n', ["PUT {s}/api/User"]),
        ("a.yml", "- uri: method=DELETE url={{ s }}/api/User/{{ u.id }}\n", ["DELETE {s}/api/User/{u.id}"]),
        ("a.js", "app.get('/api/user', (q, r) => r.json({}));", []),
        ("a.js", "router.put('/api/user', handler);", []),
        ("a.js", "client.put('/api/user', body);", ["PUT /api/user"]),
        ("a.js", "app.get('https://x.com/api/user', done);", ["GET https://x.com/api/user"]),
        ("a.js", "app.get('/api/user');", ["GET /api/user"]),
        ("a.go", 'http.HandleFunc("/api/user", list)', []),
        ("a.go", 'http.Get(base + "/api/user")', ["GET {base}/api/user"]),
        ("A.java", '@GetMapping("/api/user") User get() { }', []),
        ("A.java", 'HttpPut put = new HttpPut("/api/user");', ["PUT /api/user"]),
        ("a.cs", '[HttpGet("/api/user")] public X Get() { }', []),
        ("a.cs", '[Route("/api/user")] class X { }', []),
    ],
)
def test_requests_and_routes(path: str, text: str, urls: list[str]) -> None:
    found = [usage for usage in reading(path, text).usages if isinstance(usage, Request)]
    assert [f"{one.verb.name if one.verb else '?'} {one.url}" for one in found] == urls


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('r.setValue("v3_user_token \\(t)", forHTTPHeaderField: "Authorization")', ["v3_user_token {t}"]),
        ('r.setValue(t, forHTTPHeaderField: "Authorization")', []),
        ('r.setValue("json", forHTTPHeaderField: "Accept")', []),
    ],
)
def test_headers_of_swift(text: str, values: list[str]) -> None:
    assert [str(usage.value) for usage in reading("a.swift", text).usages if isinstance(usage, Header)] == values


@pytest.mark.parametrize(
    ("path", "kind", "text", "expected"),
    [
        ("a.bat", "text", "for /f %%i in (u.txt) do curl https://h/%%i\n", "curl https://h/${i}\n"),
        ("a.bat", "text", "for %%i in (a b) do curl https://h/%%i\n", "curl https://h/${i}\n"),
        ("a.bat", "text", 'if "%A%"=="x" (curl https://h/a)\n', "curl https://h/a)\n"),
        ("a.bat", "text", 'if /i not "%A%" == "x" curl https://h/a\n', "curl https://h/a\n"),
        ("a.bat", "text", ") else (curl https://h/a\n", "curl https://h/a\n"),
        ("a.yml", "yaml", "- shell: curl {{ s.url }}/api/Org\n", "curl ${_s_url__}/api/Org"),
    ],
)
def test_command_lines_of_loops_conditions_and_templates(path: str, kind: str, text: str, expected: str) -> None:
    assert [part.text for part in parts(Source(path, text, kind))] == [expected]
