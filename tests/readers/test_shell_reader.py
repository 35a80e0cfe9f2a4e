from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.model import Certainty, Command, Header, Request, VerbForm
from c42migrate.readers.shell import read
from tests.readers.script_support import Language, assert_literals_stand_where_they_say, at

SHELL = Language(read, "shell", "s.sh")
reading, requests, shown = SHELL.reading, SHELL.requests, SHELL.shown


B = 'BASE="https://c.example.com"\n'


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("curl https://h/api/User", ["GET https://h/api/User"]),
        ("curl $BASE/api/User", ["GET {BASE}/api/User"]),
        (B + 'curl "$BASE/api/User/${id}"', ["GET https://c.example.com/api/User/{id}"]),
        (B + "curl $BASE'/api/User?a='\"$x\"", ["GET https://c.example.com/api/User?a={x}"]),
        ("curl -sku $U:$P \\\n  -X \\\n PUT \\\n https://h/api/X", ["PUT https://h/api/X"]),
        ("curl https://h/api/X -XDELETE", ["DELETE https://h/api/X"]),
        ("r=$(curl -s https://h/a) && s=`curl https://h/b`", ["GET https://h/a", "GET https://h/b"]),
        ("if ! curl -f https://h/a; then :; fi", ["GET https://h/a"]),
        ("while curl https://h/a | grep -q x; do curl https://h/b; done", ["GET https://h/a", "GET https://h/b"]),
        ("echo a | xargs -I{} curl -X PUT https://h/api/{}", ["PUT https://h/api/{}"]),
        ("sudo -u me env A=b timeout 3 curl https://h/a", ["GET https://h/a"]),
        ('api() { curl -X "$1" "https://h/api/$2"; }\napi PUT User/$id', ["PUT https://h/api/User/{id}"]),
        ('function api { local p="$1"; shift; curl "$@" https://h/$p; }\napi User -X PUT', ["PUT https://h/User"]),
        ('main() { go; }\ngo() { curl https://h/$E; }\nE=User\nmain "$@"', ["GET https://h/User"]),
        ("unused() { curl -X PUT https://h/api/$1; }", ["PUT https://h/api/{1}"]),
        ('u() { echo "https://h/api/$1"; }\ncurl $(u User)', ["GET https://h/api/User"]),
        ("U=$(printf '%s/api/%s' https://h User)\ncurl $U", ["GET https://h/api/User"]),
        ('a=(-X PUT)\na+=(https://h/User)\ncurl "${a[@]}"', ["PUT https://h/User"]),
        ("a=(x https://h/User)\ncurl ${a[1]}", ["GET https://h/User"]),
        (
            "declare -A E=([u]=/User [o]=/Org)\ncurl https://h${E[u]} https://h${E[o]}",
            ["GET https://h/User", "GET https://h/Org"],
        ),
        (
            "typeset -A e=(u /User # c\n  'o' /Org)\ncurl https://h${e[u]} https://h${e[o]}",
            ["GET https://h/User", "GET https://h/Org"],
        ),
        ("local -gA e\ne=(u x o /Org)\ncurl https://h${e[o]}", ["GET https://h/Org"]),
        ("declare -a e=(u x)\ncurl https://h/${e[0]}", ["GET https://h/u"]),
        ('f() { curl "${h}$1" }\nf /User', ["GET {h}/User"]),
        ("f() { curl https://h/${1} }\nf User", ["GET https://h/User"]),
        ("for r in User Org; do curl https://h/$r/$r; done", ["GET https://h/User/User", "GET https://h/Org/Org"]),
        ("H=${1:-https://h}\ncurl $H/a", ["GET https://h/a"]),
        ("H=https://h/\ncurl ${H%/}/a", ["GET https://h/a"]),
        ("H=https://h/#/a\ncurl ${H/\\#/x}", ["GET https://h/x/a"]),
        ("U=https://h\nU+=/api\nU=$U/User\ncurl $U", ["GET https://h/api/User"]),
        ('readonly U=https://h/a\nexport V=$U/b\ncurl "$V"', ["GET https://h/a/b"]),
        ("C='curl -k -X PUT'\n$C https://h/a", ["PUT https://h/a"]),
        ('CURL=curl\n"$CURL" https://h/a', ["GET https://h/a"]),
        ("bash -c 'curl -X PUT https://h/a'", ["PUT https://h/a"]),
        ("eval \"curl -X PUT '$B/a'\"", ["PUT {B}/a"]),
        ("ssh host <<'EOF'\ncurl -X PUT https://h/a\nEOF", ["PUT https://h/a"]),
        ("(cd x && curl https://h/a) &", ["GET https://h/a"]),
        ("diff <(curl https://h/a) <(curl https://h/b)", ["GET https://h/a", "GET https://h/b"]),
        ("trap 'rm x' EXIT; f() { curl https://h/a; }; trap f EXIT", ["GET https://h/a"]),
        ("\tcurl\thttps://h/a\t-X\tPUT", ["PUT https://h/a"]),
        ("curl -X PUT \\\r\n  https://h/a\r\ncurl https://h/b\r\n", ["PUT https://h/a", "GET https://h/b"]),
        ("curl -X PUT https://h/a\rcurl https://h/b\r", ["PUT https://h/a", "GET https://h/b"]),
        ("N='é'\ncurl \"https://h/ü/$N/x\"", ["GET https://h/ü/é/x"]),
        ("if x; then\ncurl https://h/a\n", ["GET https://h/a"]),
        ("api() { curl $2 https://h/$1; }\napi a '-X PUT'", ["PUT https://h/a"]),
        ('curl -K - <<E\nurl = "https://h/a"\nrequest: PUT\nE', ["PUT https://h/a"]),
        ("curl -sK- <<'E'\n# url = https://h/no\nurl https://h/a\n-X PUT\nE", ["PUT https://h/a"]),
        ("echo 'url = \"https://h/a\"' | curl --config -", ["GET https://h/a"]),
        ("curl -K <(printf 'url = \"%s\"\\n' https://h/a)", ["GET https://h/a"]),
        ("cat > c.cfg <<E\nurl=https://h/a\nE\ncurl -K c.cfg -X PUT", ["PUT https://h/a"]),
        ("curl -K unknown.cfg", []),
        ("curl https://h/{a,b/c}/d", ["GET https://h/a/d", "GET https://h/b/c/d"]),
        ('curl "https://h/{a,b}{1,2}"', [f"GET https://h/{x}" for x in ("a1", "a2", "b1", "b2")]),
        ("curl https://h/{id}", ["GET https://h/{id}"]),
        ("C=$(command -v curl)\n$C https://h/a", ["GET https://h/a"]),
        ("C=`which curl`\n$C -X PUT https://h/a", ["PUT https://h/a"]),
        ("read -r v p x <<< 'PUT api/User 1 2'\ncurl -X $v \"https://h/$p?$x\"", ["PUT https://h/api/User?1 2"]),
        (
            "while read v p; do curl -X $v https://h/$p; done <<E\nPUT a\nPOST b\nE",
            ["PUT https://h/a", "POST https://h/b"],
        ),
        ("while read id; do curl https://h/$id; done < ids", ["GET https://h/{id}"]),
    ],
)
def test_requests_are_followed(script: str, expected: list[str]) -> None:
    assert shown(script) == expected


@pytest.mark.parametrize(
    "script",
    [
        "# curl https://h/api/User",
        "echo 'curl https://h/api/User'",
        'printf "see https://h/api/User\\n"',
        "usage() { cat <<EOF\ncurl https://h/api/User\nEOF\n}\nusage",
        'log "calling /api/User now"',
        "apt-get install -y curl wget",
        "command -v curl",
        "which code42",
        "[ -x /usr/bin/code42 ]",
        "cat /api/User",
        "X=plain",
        "T=application/json",
        "code42",
        "",
        "echo 'url = \"https://h/a\"' > c.cfg",
        "parallel 'echo curl https://h/{}' ::: 1",
    ],
)
def test_what_is_only_mentioned_is_no_usage(script: str) -> None:
    assert reading(script).usages == ()


def test_alternatives_of_one_branch_stay_together() -> None:
    script = "if x; then V=PUT E=Block; else V=DELETE E=Gone; fi\ncurl -X $V https://h/$E"
    assert shown(script) == ["PUT https://h/Block", "DELETE https://h/Gone"]


def test_case_arms_stay_together() -> None:
    script = 'case "$1" in a) V=PUT; E=A;; b) V=POST; E=B;; esac\ncurl -X $V https://h/$E'
    assert set(shown(script)) >= {"PUT https://h/A", "POST https://h/B"}
    assert not set(shown(script)) & {"PUT https://h/B", "POST https://h/A"}


def test_alternatives_are_bounded() -> None:
    script = "for a in " + " ".join(f"x{i}" for i in range(50)) + "; do curl https://h/$a; done"
    assert len(shown(script)) == 8


def test_recursion_ends() -> None:
    assert shown('f() { curl https://h/$1; f "$1/x"; }\nf a') == ["GET https://h/a"]


def test_literals_keep_their_place_and_trail() -> None:
    script = 'EP="/api/UserBlock"\nf() { curl -X PUT "$B$1/$id"; }\nf $EP\n'
    (request,) = requests(script)
    (path, slash) = request.url.literals
    assert at(script, path.place) == "/api/UserBlock"
    assert path.editable
    assert path.whole
    assert [step.note for step in path.trail] == [
        "EP is set here",
        "EP is used here",
        "passed to f here",
        "argument 1 is used here",
    ]
    assert slash.text == "/"
    assert not slash.trail
    assert request.certainty is Certainty.RESOLVED
    assert request.scope == "f"
    assert request.verb is not None
    assert at(script, request.verb.place) == "PUT"


def test_an_attached_verb_has_its_own_bytes() -> None:
    script = "curl -XPUT https://h/a"
    (request,) = requests(script)
    assert request.verb is not None
    assert (request.verb.form, at(script, request.verb.place)) == (VerbForm.WORD, "PUT")


def test_a_wrappers_verb_is_shared() -> None:
    script = "p() { curl -X POST https://h/$1; }\np a\np b\ncurl -X PUT https://h/c"
    assert [(r.verb.name, r.verb.shared) for r in requests(script) if r.verb] == [
        ("POST", True),
        ("POST", True),
        ("PUT", False),
    ]


def test_a_compared_path_is_shared() -> None:
    script = 'E=/api/User\n[ "$E" = "$X" ] && x=1\ncurl $B$E'
    (request,) = requests(script)
    assert [at(script, place) for place in request.shared] == ["/api/User"]
    (request,) = requests('E=/api/User\n[ -n "$E" ] && echo "$E"\ncurl $B$E')
    assert request.shared == ()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('E="/api/UserBlock"', ["? /api/UserBlock"]),
        ('E="/api/UserBlock"\nU="$B$E"', ["? {B}/api/UserBlock"]),
        ("call_api PUT /api/User/$id", ["PUT /api/User/{id}"]),
        ("call_api PUT POST /api/User", ["? /api/User"]),
        ("A=(/api/User /api/Org)", ["? /api/User", "? /api/Org"]),
        ('E="/api/UserBlock"\ncurl "$B$E"', ["GET {B}/api/UserBlock"]),
    ],
)
def test_paths_that_no_request_uses(script: str, expected: list[str]) -> None:
    assert shown(script) == expected
    assert all(r.certainty is Certainty.MAYBE for r in requests(script) if r.client == "")


def test_headers_and_credentials_have_places() -> None:
    script = 'H="Authorization: v3_user_token $T"\ncurl -sku "$U:$P" -H "$H" -H "A: b" https://h/a'
    (request,) = requests(script)
    assert [(h.name, str(h.value), at(script, h.place)) for h in request.headers] == [
        ("Authorization", "v3_user_token {T}", "v3_user_token $T"),
        ("A", "b", "b"),
    ]
    (credential,) = request.credentials
    assert (credential.scheme, credential.how) == ("basic", "curl -u")
    assert (str(credential.user), str(credential.password)) == ("{U}", "{P}")
    assert at(script, credential.place) == "$U:$P"


def test_a_header_no_request_takes_is_reported_alone() -> None:
    (head,) = reading('H="Authorization: v3_user_token $T"').usages
    assert isinstance(head, Header)
    assert (head.name, head.certainty) == ("Authorization", Certainty.MAYBE)
    assert reading('M="Error: it failed"').usages == ()


@pytest.mark.parametrize(
    "script",
    [
        'curl https://h/a -d @- <<EOF\n{"a": "$x", "b": 1}\nEOF',
        'cat <<EOF | curl -d @- https://h/a\n{"a": "$x", "b": 1}\nEOF',
        'D=$(cat <<EOF\n{"a": "$x", "b": 1}\nEOF\n)\ncurl https://h/a --data-raw "$D"',
        'curl -d \'{"a": "\'$x\'", "b": 1}\' https://h/a',
        'curl -d "{\\"a\\": \\"$x\\", \\"b\\": 1}" https://h/a',
        'echo \'{"a": "\'$x\'", "b": 1}\' | curl --json @- https://h/a',
        'curl -d @- https://h/a <<< \'{"a": "\'$x\'", "b": 1}\'',
        'D=\'{"a": "\'$x\'", "b": 1}\'\ncurl -d "$D" https://h/a',
    ],
)
def test_json_bodies(script: str) -> None:
    (request,) = requests(script)
    assert request.verb is not None
    assert request.verb.name == "POST"
    assert [(entry.keys, str(entry.value)) for entry in request.body] == [(("a",), "{x}"), (("b",), "1")]
    assert [at(script, entry.key.place) for entry in request.body if entry.key] == ["a", "b"]
    assert not request.open_body


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("code42 legal-hold list", ["legal-hold", "list"]),
        ("sudo /usr/local/bin/code42 users list | grep x", ["users", "list"]),
        ('x=$(code42 alerts search \\\n -b "$d")', ["alerts", "search", "-b", "{d}"]),
        ("if code42 profile show; then :; fi", ["profile", "show"]),
        ("cat ids | xargs -n1 code42 departing-employee add", ["departing-employee", "add"]),
        ("time env X=1 code42 users list", ["users", "list"]),
        ('c() { code42 "$@"; }\nc users list', ["users", "list"]),
        ("$ code42 users list", ["users", "list"]),
    ],
)
def test_commands(script: str, expected: list[str]) -> None:
    (command,) = reading(script).usages
    assert isinstance(command, Command)
    assert (command.program, [str(word) for word in command.words]) == ("code42", expected)


def test_broken_scripts_say_so() -> None:
    good = reading("curl https://h/a\nif then )( fi\ncurl https://h/b\n")
    assert [str(u.url) for u in good.usages if isinstance(u, Request)][:1] == ["https://h/a"]
    bad = reading("<<< ((( ]] }} )) ;; ;; fi done esac")
    assert not bad.parsed
    assert [problem.kind for problem in bad.problems] == ["parse"]


def test_hosts() -> None:
    assert reading("B=https://console.us.code42.com:4285/api\nX=a.b\nmail x@y.example.com").hosts == (
        "console.us.code42.com",
    )


FRAGMENTS = [
    'B="https://h.exämple.com"\n',
    "E='/api/Usér'\n",
    'curl -sku "$U:$P" "$B$E/$id"\n',
    "curl -X PUT \\\n  $B/api/a\\&b?c=d\n",
    'f() { local x="$1"; curl -H "A: ${x}ß" "$B/$x"; }\n',
    'f "User/\\"q\\""\n',
    "f $'a\\nb'\n",
    "curl -d '{\"k\": \"'$v'\"}' $B/x\n",
    "for i in a 'b c' \"$d\"; do f $i; done\n",
    'code42 users list --ü "$x"\n',
    "if [ $E = y ]; then E=/z; fi\n",
    "bash -c 'curl $B/é/ü'\n",
    "curl ${B%.com}/x ${E//a/b}\n",
    'cat <<EOF | curl -d @- $B\n{"ä": $E, "b": 1}\nEOF\n',
    "\ufffd)\n",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_editable_literal_stands_where_it_says(parts: list[str], newline: str, bom: bool) -> None:
    script = "".join(parts).replace("\n", newline)
    assert_literals_stand_where_they_say(SHELL, script, bom=bom)


@given(st.text(alphabet="curl $\"'`{}()<>|&;\\\nab/é=-[]#!", max_size=60))
def test_no_text_is_too_odd(script: str) -> None:
    assert reading(script).path == "s.sh"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("alias a='curl -X PUT https://h/a'", ["PUT https://h/a"]),
        ('alias -g a="curl https://h/$x" b=ls', ["GET https://h/{x}"]),
        ("alias a\nalias ll='ls -l /api/User'", []),
        ("mapfile -t x < <(curl https://h/a | sort)", ["GET https://h/a"]),
        ("while read -r x; do curl https://h/$x; done < <(printf 'a')", ["GET https://h/a"]),
        ("ls > >(tee x)", []),
        ('g() { curl "https://h$1" "${@[2,-1]}"; }\ng /a -X PUT', ["GET https://h/a"]),
        ("() { local x=1; curl https://h/a }", ["GET https://h/a"]),
        ("f() {\n if [[ $x ]] { (( ' } ;;\n}\n\ncurl https://h/a\n", ["GET https://h/a"]),
        (
            "cat <<'E'\ncurl https://h/b\n\ncurl https://h/c\nE\n\nif [[ x ]] { ls }\n\ncurl https://h/a\n",
            ["GET https://h/a"],
        ),
    ],
)
def test_aliases_substitutions_and_other_shells(script: str, expected: list[str]) -> None:
    assert [found for found in shown(script) if not found.startswith("?")] == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("a=(-X PUT)\ncurl $a https://h/User", ["PUT https://h/User"]),
        ("typeset -a h\nh=(-H 'A: b' -s)\ncurl $h -d $q https://h/User", ["POST https://h/User"]),
        ("u='https://h/a https://h/b'\ncurl $u", ["GET https://h/a https://h/b"]),
        ("o=\ncurl $o https://h/User", ["GET https://h/User"]),
    ],
)
def test_zsh_takes_an_array_whole_and_splits_no_word(script: str, expected: list[str]) -> None:
    assert shown("#!/bin/zsh\n" + script) == expected


def test_other_shells_split_words_and_take_the_first_element() -> None:
    assert shown("#!/bin/bash\no='-X PUT'\ncurl $o https://h/User") == ["PUT https://h/User"]
    assert shown("#!/bin/bash\na=(-s -X PUT)\ncurl $a https://h/User") == ["GET https://h/User"]
