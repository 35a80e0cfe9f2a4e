"""The same requests as scripts of bash, run with a curl that records its arguments, and of PowerShell.

No PowerShell can be installed here: its requests are resolved by the tool's own reader and judged, not executed.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from c42migrate.catalogue import current
from c42migrate.catalogue.model import FieldMatch, RequestFix
from c42migrate.files.decode import decode
from c42migrate.fixes.plan_body import needs_body
from c42migrate.model import Applicability, Request
from c42migrate.readers import powershell
from tests.beyond import stubs
from tests.proof.proofs import Cell, Result, Seen, fixed, held
from tests.proof.samples import Sample, samples
from tests.proof.scripts import Asked
from tests.server.world import Call, World, read_call

SHELL, POWERSHELL = "curl", "PowerShell"
LEFT = "dev-by-user"
"""Its id would have to move behind a question mark: refused where the id is a variable of known value."""


def changes_body(sample: Sample) -> bool:
    """Whether the fix changes keys of a body or reads of a reply: text to a shell, and left to a person there."""
    rule = sample.rule
    fix = rule.fix if isinstance(rule.fix, RequestFix) else RequestFix(Applicability.MANUAL)
    body = sample.asked.body is not None and bool(fix.rename or rule.family == "file-events")
    return isinstance(rule.match, FieldMatch) or needs_body(fix) or body


def _scheme(asked: Asked) -> str:
    return "v3_user_token" if "v3_user_token" in asked.headers else "Bearer"


def _filled(asked: Asked, prefix: str) -> str:
    """The path with holes as variables (``prefix`` ``$``) or, without one, as values."""
    path = asked.path + asked.query
    return re.sub(r"\{(\w+)\}", lambda m: f"{prefix}{{{m[1]}}}" if prefix else asked.values[m[1]], path)


def _curl(asked: Asked, verb: str, url: str) -> str:
    body = f" -d '{json.dumps(asked.body)}'" if asked.body is not None else ""
    return f'curl -s -X {verb} -H "Authorization: {_scheme(asked)} secret"{body} {url}'


def _literal(asked: Asked) -> list[str]:
    return [_curl(asked, asked.method, f"'https://{asked.host}{_filled(asked, '')}'")]


def _variable(asked: Asked) -> list[str]:
    names = [f'{name}="{value}"' for name, value in asked.values.items()]
    return [f'BASE="https://{asked.host}"', *names, _curl(asked, asked.method, f'"$BASE{_filled(asked, "$")}"')]


def _function(asked: Asked) -> list[str]:
    names = [f'{name}="{value}"' for name, value in asked.values.items()]
    call = _curl(asked, '"$1"', '"https://$host$2"')
    return [f"host={asked.host}", f"call() {{ {call}; }}", *names, f'call {asked.method} "{_filled(asked, "$")}"']


def _sent(asked: Asked, url: str) -> str:
    body = f" -Body '{json.dumps(asked.body)}'" if asked.body is not None else ""
    return f'-Method {asked.method.title()} -Headers @{{ Authorization = "{_scheme(asked)} $token" }}{body} -Uri {url}'


def _cmdlet(asked: Asked) -> list[str]:
    return [f"Invoke-RestMethod {_sent(asked, repr(f'https://{asked.host}{_filled(asked, str())}'))}"]


def _base(asked: Asked) -> list[str]:
    names = [f'${name} = "{value}"' for name, value in asked.values.items()]
    url = f'"$Base{_filled(asked, "$")}"'
    return [f'$Base = "https://{asked.host}"', *names, f"$reply = Invoke-WebRequest {_sent(asked, url)}"]


def _splat(asked: Asked) -> list[str]:
    names = [f'${name} = "{value}"' for name, value in asked.values.items()]
    headers = f'Headers = @{{ Authorization = "{_scheme(asked)} $token" }}'
    url = f'Uri = "https://{asked.host}{_filled(asked, "$")}"'
    return [*names, f"$call = @{{ {url}; Method = '{asked.method}'; {headers} }}", "Invoke-RestMethod @call"]


FORMS: dict[str, dict[str, Callable[[Asked], list[str]]]] = {
    SHELL: {"literal": _literal, "variable": _variable, "function": _function},
    POWERSHELL: {"literal": _cmdlet, "variable": _base, "splat": _splat},
}


def cells(world: World, client: str) -> list[Cell]:
    """Every rule whose fix concerns the URL, the verb or a header, in every form."""
    return [
        Cell(sample, form, client, "\n".join([*write(sample.asked), ""]))
        for sample in samples(current(), world)
        if not changes_body(sample)
        for form, write in FORMS[client].items()
        if sample.rule.name != LEFT or form == "literal"
    ]


def _executed(texts: Sequence[str]) -> list[Call]:
    """What the scripts ask for when bash runs them one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.sh" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        script = Path(folder) / "all.sh"
        script.write_text("\n".join(f"( . '{path}' )" for path in paths), encoding="utf-8")
        return stubs.run(script, Path(folder) / "run")


def _resolved(texts: Sequence[str], wanted: Sequence[Cell]) -> list[Call]:
    """What the reader sees the scripts ask for; the body, which is none of its business, is taken from the sample."""
    return [_one(text, cell.sample.asked) for text, cell in zip(texts, wanted, strict=True)]


def _one(text: str, asked: Asked) -> Call:
    source = decode("s.ps1", text.encode(), "powershell")
    (reading,) = powershell.read([source], current().lexicon)
    (request,) = [usage for usage in reading.usages if isinstance(usage, Request) and usage.verb]
    host, _, path = (request.url.known or "").partition("://")[2].partition("/")
    (header,) = request.headers
    body = b"" if asked.body is None else json.dumps(asked.body).encode()
    verb = request.verb.name if request.verb else ""
    return read_call(verb, f"/{path}", {"Host": host, "Authorization": str(header.value)}, body)


def prove(world: World, client: str) -> Iterator[Result]:
    """The rows of one client."""
    found = list(fixed(cells(world, client), suffix=".sh" if client == SHELL else ".ps1"))
    texts = [[cell.text for cell in found], [cell.fixed or cell.text for cell in found]]
    calls = [_executed(each) if client == SHELL else _resolved(each, found) for each in texts]
    for cell, *pair in zip(found, *calls, strict=True):
        before, after = (Seen((world.judge(call),), (), None, "") for call in pair)
        yield held(cell, before, after)
