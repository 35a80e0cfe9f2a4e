"""The shell reader against a real bash: the same scripts are run with a ``curl`` that records its arguments."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Place, Request, literal
from c42migrate.readers import curl
from c42migrate.readers.shell import read

RECORDER = 'curl() { printf "%s\\0" curl "$@" >> "$RECORD"; printf "\\1\\0" >> "$RECORD"; }\n'

SCRIPTS = [
    "a=1 b=2 c=3\nX=https://h/$a/$b/c\ncurl $X https://h/$a/$b/$c/$a\nexport Y=$X/$a/$b/$c Z=9\ncurl $Y/$Z/x",
    "f() { X=https://h/$1/$2; curl $X; local Y=https://g/$1/$2/c$1; curl $Y/$3; }\nf a b c",
    "curl -sk -X PUT 'https://h/api/a b'",
    'H=https://h\nP=/api\ncurl "$H$P/User" -d "{\\"a\\": \\"$P\\"}"',
    "H=https://h; for r in User Org Computer; do curl $H/$r -X DELETE; done",
    'f() { local u="$1"; shift; curl "https://h/$u" "$@"; }\nf User -X PUT\nf Org/1 -I\nf Computer',
    'f() { curl -X "${2:-POST}" "https://h/${1#/}"; }\nf /User\nf Org PUT',
    'a=(-s -X PUT -H "A: b c")\na+=("https://h/x y")\ncurl "${a[@]}"',
    'a=(one two)\ncurl "https://h/${a[0]}/${a[1]}"',
    'u() { printf "https://%s/api/%s" h "$1"; }\ncurl "$(u User)"; curl `u Org`',
    'u() { echo "https://h/$1"; }\nx=$(u User)\ny="$x/1"\ncurl "$y"',
    'H="https://h/"\ncurl "${H%/}/a" "${H%%/}/b" ${H/h/i}c "${H//\\//|}"',
    'declare -A E=([a]=/x [b]=/y)\nE[c]=/z\nk=a\ncurl https://h${E[a]} https://h${E["b"]} https://h${E[c]} https://h${E[$k]}',
    "C='curl -X PUT -s'\n$C https://h/a",
    'D=$(cat <<"EOF"\n{"a": "$x"}\nEOF\n)\ncurl https://h/a -d "$D"',
    "x='a'\"b\"c\\ d$'\\t'\ncurl \"https://h/$x\"",
    "x=a; y=x; curl https://h/${x}y/$x-$y/${x,,}/${x^^}",
    'g() { curl https://h/$1/$2; }\nf() { g "$@"; g "$2" "$1"; }\nf a b',
    "f() { E=/set; }\nE=/unset\nf\ncurl https://h$E",
    'f() { local E=/inner; g; }\ng() { curl "https://h$E"; }\nE=/outer\nf\ng',
    "(E=/sub; curl https://h$E)\nE=${E:-/main}\ncurl https://h$E",
    'E=/a\nE+=/b\n: "${F:=/c}"\ncurl https://h$E$F',
    'eval "curl -X PUT https://h/e"; bash -c true; { curl https://h/g; }',
    'set -- one "two three"\ncurl "https://h/$1" "https://h/$2"\nshift\ncurl https://h/$1',
    "read -r v u <<< 'PUT https://h/a b'\ncurl -X $v \"${u% b}\"",
    "while read -r v p; do curl -X $v https://h/$p; done <<E\nPUT a\nDELETE b\nE",
    "C=$(command -v curl); ${C:-x} -X PUT https://h/a",
    "printf 'a %s\\n' b | while read -r x y; do curl https://h/$x/$y; done",
    "printf -v U '%s/%s' https://h a\ncurl $U",
    'curl \\\n  --request PUT \\\n  --url "https://h/a" \\\n  # the end\ntrue',
    'read -r U <<< "https://h/a"\ncurl "$U"',
    "V=/x curl https://h/a",
    'x="-X PUT"; q="-X PUT"\ncurl $x https://h/a; curl "$q" https://h/b',
    "n=$((1 + 2)); curl https://h/ok; true $n",
    'while IFS= read -r l; do curl "https://h/$l"; done <<< "User"',
    "if false; then :; else curl https://h/else; fi; case x in x) curl https://h/case;; esac",
    "U=https://h/a;curl ${U}?x=y\\&z=1",
    'readonly B="https://h" P="api"\nexport U="$B/$P"\nf() { curl "${U}/$*"; }\nf a b',
]


def recorded(script: str, directory: Path) -> set[str]:
    record = directory / "record"
    record.touch()
    subprocess.run(
        ["bash", "-c", RECORDER + script], env={"RECORD": str(record), "PATH": "/usr/bin:/bin"}, check=True, timeout=20
    )
    found: set[str] = set()
    for call in record.read_text().split("\1\0")[:-1]:
        words = [literal(word) for word in call.split("\0")[:-1]]
        found |= {shown(request) for request in curl.requests(words, Place("", 0, 0))}
    return found


def shown(request: Request) -> str:
    assert request.verb is not None
    headers = [(head.name, str(head.value)) for head in request.headers]
    return f"{request.verb.name} {request.url} {headers} {[(e.keys, str(e.value)) for e in request.body]}"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("script", SCRIPTS)
def test_what_bash_does_is_read(script: str, tmp_path: Path) -> None:
    usages = read([Source("s.sh", script, "shell")], Lexicon())[0].usages
    assert {shown(u) for u in usages if isinstance(u, Request) and u.client} == recorded(script, tmp_path)
