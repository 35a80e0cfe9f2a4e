"""Answers to what a person asks: by code, name, URL, symbol, command line, header, host, package, field or family."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from c42migrate.catalogue import model
from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.paths import fits, fits_with_id, literal_parts, modern

SUGGESTIONS = 5
LONG_WORD = 10
"""Letters of a word that can be part of one path only."""

BEST, GROUP = 0, 1
"""Ranks of a hit: the thing asked for itself, or something above or below it."""


@dataclass(frozen=True, slots=True)
class About:
    """A rule that speaks about what was asked. ``asked``: the symbol, command or field in the catalogue's words, ""
    where the rule itself is meant; ``instead``: what takes the place of exactly that."""

    rule: model.Rule
    asked: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``about``: the rules that speak about the query. ``live``: operations (METHOD, path template) that it names and
    that are not deprecated. ``suggestions``: names to ask for instead when there is neither. ``is_named``: a rule was
    asked for by its code or name."""

    about: tuple[About, ...] = ()
    live: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
    is_named: bool = False

    @property
    def rules(self) -> tuple[model.Rule, ...]:
        """The rules alone."""
        return tuple(about.rule for about in self.about)

    def __bool__(self) -> bool:
        return bool(self.about or self.live)


def lookup(query: str, catalogue: Catalogue) -> Answer:
    """Return what the catalogue knows about ``query``; the first reading of the query that yields something wins."""
    text = query.strip().strip("`'\"").strip()
    if not text:
        return Answer()
    if (rule := catalogue.find(text)) is not None:
        return Answer((About(rule),), is_named=True)
    for find in (_url, _resource, _family, _segments):
        if (answer := find(text, catalogue)) is not None:
            return answer
    for reading in (_command, _header, _credential, _host, _requirement, _field, _symbol, _fact):
        if rules := _best(reading, text, catalogue):
            return Answer(tuple(_about(text, rules)))
    return Answer(suggestions=_suggestions(text, catalogue))


Reading = Callable[[str, model.Rule], int | None]


def _best(reading: Reading, text: str, catalogue: Catalogue) -> tuple[model.Rule, ...]:
    """Return the rules with the best rank under one reading of the text."""
    ranked = [(rank, rule) for rule in catalogue.rules.values() if (rank := reading(text, rule)) is not None]
    best = min((rank for rank, _ in ranked), default=None)
    return tuple(rule for rank, rule in ranked if rank == best)


def _about(text: str, rules: Iterable[model.Rule]) -> Iterator[About]:
    """Yield the rules with what is known of exactly the text."""
    for rule in rules:
        match rule.match:
            case model.FieldMatch(names=names, renames=renames, near=near):
                name = next((name for name in names if name.lower() == text.lower()), "")
                yield About(rule, name, renames.get(name) or near.get(name, ""))
            case model.SymbolMatch() | model.CommandMatch():
                yield About(rule, text.partition("(")[0])
            case _:
                yield About(rule)


def _family(text: str, catalogue: Catalogue) -> Answer | None:
    """All rules of a family; with them the clients' calls and commands of that name."""
    name = re.sub(r"[\s_]+", "-", text.lower())
    found = [rule for rule in catalogue.rules.values() if rule.family == name]
    if not found:
        return None
    found += [*_best(_symbol, text, catalogue), *_best(_command, f"code42 {name}", catalogue)]
    return Answer(tuple(About(rule) for rule in {rule.code: rule for rule in found}.values()))


def _url(text: str, catalogue: Catalogue) -> Answer | None:
    """Look up the text as ``[METHOD] [scheme://host]/path[?query]``, or None when it is not one or says nothing."""
    method, url = _split_method(text)
    if "/" not in url or re.search(r"\s", url):
        return None
    host, path = _split_host(url)
    if _is_anothers(host, path, catalogue):
        return None
    shapes = [(rule, new) for rule in catalogue.rules.values() if (new := _shaped(rule, host, path, catalogue))]
    paths = [path, *(new for _, new in shapes)]
    live = tuple(operation for operation in catalogue.vocabulary.live if _is_live(operation, method, path))
    found = _requests(method, paths, catalogue, fits_with_id)
    theirs = host.endswith("crashplan.com")
    found = tuple(rule for rule in found if theirs or rule.product is not model.RuleProduct.CRASHPLAN)
    requests = tuple(rule for rule in found if not _is_outdone(rule, paths, live)) or (
        () if live else _requests(method, paths, catalogue, _below)
    )
    hosts = [rule for rule in catalogue.rules.values() if host and _host(host, rule) is not None]
    about = [About(rule) for rule in (*requests, *hosts)]
    about[len(requests) : len(requests)] = [About(rule, instead=new) for rule, new in shapes]
    if about or live:
        return Answer(tuple(about), () if requests else live)
    others = _requests("", paths, catalogue, _below) if method else ()
    return Answer(suggestions=tuple(rule.name for rule in others[:SUGGESTIONS])) if others else None


def _is_anothers(host: str, path: str, catalogue: Catalogue) -> bool:
    """Whether a host is no Code42 server that is known, and nothing of the path is Code42's alone."""
    words = catalogue.vocabulary
    ours = (*words.hosts_incydr, *words.hosts_crashplan, *words.hosts_ambiguous)
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) or re.fullmatch(r"[\d.]+", host):
        return False
    if any(fnmatchcase(host, pattern) for pattern in ours):
        return False
    parts = path.lower().split("/")
    own = {name.lower() for name in words.distinctive} | set(words.evidence_incydr) | {"c42api", "detection-lists"}
    return not own & set(parts)


def _resource(text: str, catalogue: Catalogue) -> Answer | None:
    """Look up the bare name of a resource of ``/api/v1``: ``UserBlock``, any verb and whatever follows it.

    Names that any API may have say too little in lower case: ``users`` may be asked of a tool's commands.
    """
    words = catalogue.vocabulary
    method, word = _split_method(text)
    name = words.resources.get(word.lower(), "")
    if not name or (word != name and name not in words.distinctive):
        return None
    found = _requests(method, [f"/api/v1/{name}"], catalogue, _below)
    return Answer(tuple(About(rule) for rule in found)) if found else None


def _segments(text: str, catalogue: Catalogue) -> Answer | None:
    """Part of the path of an operation: ``departingemployee``, ``alerts/query-alerts``; short words say too little."""
    parts = text.strip("/").lower().split("/")
    if not re.fullmatch(r"[a-z/-]+", text.lower()) or max(map(len, parts)) < LONG_WORD:
        return None
    wanted = f"/{'/'.join(parts)}/"
    found = [
        rule
        for rule in catalogue.rules.values()
        if isinstance(rule.match, model.RequestMatch)
        and rule.product is not model.RuleProduct.CRASHPLAN
        and any(wanted in f"{path.lower()}/" for path in rule.match.paths)
    ]
    return Answer(tuple(About(rule) for rule in found)) if found else None


def _split_method(text: str) -> tuple[str, str]:
    word, _, rest = text.partition(" ")
    return (word.upper(), rest.strip()) if word.upper() in set(model.Method) and rest.strip() else ("", text)


def _split_host(url: str) -> tuple[str, str]:
    """Host ("" when not known, as in ``{base}/api/User``) and path; a first word with a dot needs no scheme."""
    path = re.sub(r"^(?:\{[^{}]*\}|\$\{?\w+\}?)+", "", re.split(r"[?#]", url)[0])
    found = re.match(r"(?:[\w+.-]*:)?//([^/]*)", path) or re.match(r"([^/{}.:]*[.:][^/{}]*)(?=/)", path)
    if found is None:
        return "", path
    return found[1].rpartition("@")[2].partition(":")[0].lower(), path[found.end() :]


def _shaped(rule: model.Rule, host: str, path: str, catalogue: Catalogue) -> str | None:
    """Return the path as it reads today if the rule is about its shape. On a host of Code42 any word may be a
    resource; where no host is named, one with a capital letter."""
    if not isinstance(rule.match, model.ShapeMatch):
        return None
    ours = any(fnmatchcase(host, pattern) for pattern in catalogue.vocabulary.hosts_incydr)
    words = [word for word in path.split("/") if word.isalpha() and (ours or word[0].isupper())]
    return modern(rule.match, path, catalogue.vocabulary, words if ours or not re.search(r"\w", host) else ())


def _requests(
    method: str, paths: Sequence[str], catalogue: Catalogue, test: Callable[[str, str], bool]
) -> tuple[model.Rule, ...]:
    """Request rules for the verb ("" = any) with a template that passes ``test`` with one of the paths."""
    return tuple(
        rule
        for rule in catalogue.rules.values()
        if isinstance(rule.match, model.RequestMatch)
        and (not method or {method, "*"} & set(rule.match.methods))
        and any(test(template, path) for template in rule.match.paths for path in paths)
    )


def _below(template: str, path: str) -> bool:
    """Whether ``template`` is an operation at the path or somewhere below it."""
    return path.strip("/") != "" and fits(template, path, longer=True)


def _is_live(operation: tuple[str, str], method: str, path: str) -> bool:
    return method in ("", operation[0]) and fits(operation[1], path)


def _is_outdone(rule: model.Rule, paths: list[str], live: Iterable[tuple[str, str]]) -> bool:
    """Whether a live operation names more of the path: ``…/actor/search`` beside the rule's ``…/actor/{actorId}``."""
    match = rule.match
    if not isinstance(match, model.RequestMatch):
        return False
    named = max(
        (literal_parts(one) for one in match.paths for path in paths if fits_with_id(one, path)),
        default=0,
    )
    return any(method in match.methods and literal_parts(one) > named for method, one in live)


def _command(text: str, rule: model.Rule) -> int | None:
    """``code42 alerts search --begin 3d``: options and their values may stand between or after the words."""
    if not isinstance(rule.match, model.CommandMatch):
        return None
    program, *words = text.split()
    if program.rpartition("/")[2].lower() != rule.match.program.lower():
        return None
    plain = [word for word in words if not word.startswith("-")]
    options = {word.partition("=")[0] for word in words if word.startswith("-")}
    met = not rule.match.options or bool(options & set(rule.match.options))
    if met and tuple(plain[: len(rule.match.words)]) == rule.match.words:
        return BEST
    return GROUP if not options and rule.match.words[: len(plain)] == tuple(plain) else None


def _header(text: str, rule: model.Rule) -> int | None:
    """Rank ``Authorization: v3_user_token x``, a scheme alone, or the header's name; any value where none is
    named."""
    if not isinstance(rule.match, model.HeaderMatch):
        return None
    name, colon, value = text.lower().partition(":")
    if name.strip() == rule.match.name.lower() and not value.strip():
        return GROUP
    if colon and name.strip() != rule.match.name.lower():
        return None
    if colon and not rule.match.values:
        return BEST
    given = value.strip() if colon else name
    return BEST if any(_has_value(given, known.lower()) for known in rule.match.values) else None


def _has_value(given: str, template: str) -> bool:
    """Whether a header value is one of the template, or its scheme alone."""
    pattern = re.escape(template).replace(r"\{\}", ".+")
    return given == template.split(maxsplit=1)[0] or re.fullmatch(pattern, given) is not None


def _credential(text: str, rule: model.Rule) -> int | None:
    """Rank ``basic auth``, ``Authorization: Basic x``, or the header in which a server asks for one of the
    schemes."""
    if not isinstance(rule.match, model.CredentialMatch):
        return None
    rank = GROUP if rule.match.sent_to == "moving" else BEST
    header, _, value = text.lower().partition(":")
    if header.strip() == "www-authenticate":
        return rank if "challenge" in rule.match.schemes else None
    if header.strip() == "authorization":
        return rank if set(value.split()[:1]) & set(rule.match.schemes) else None
    plain = re.sub(r"[\s_-]*(auth|authentication|authorization)$", "", text.lower())
    return rank if plain in rule.match.schemes else None


def _host(text: str, rule: model.Rule) -> int | None:
    hosts = rule.match.hosts if isinstance(rule.match, model.HostMatch) else ()
    return BEST if any(fnmatchcase(text.lower(), host.lower()) for host in hosts) else None


def _requirement(text: str, rule: model.Rule) -> int | None:
    """``py42==1.26``, or the program that a package installs with whatever stands behind it."""
    name = re.sub(r"[-_.]+", "-", re.split(r"[\s=<>!~\[;@]", text.lower())[0])
    if not isinstance(rule.match, model.RequirementMatch):
        return None
    return BEST if name in rule.match.packages or text.split(maxsplit=1)[0] in rule.match.programs else None


def _symbol(text: str, rule: model.Rule) -> int | None:
    """Rank a dotted name with or without its package, or with the variable that holds the client in front."""
    if not isinstance(rule.match, model.SymbolMatch) or not re.fullmatch(r"[\w.]+(\(.*\))?", text):
        return None
    dotted = re.sub(r"\(.*", "", text.lower()).strip(".")
    without = re.sub(r"^(self\.)?\w+\.", "", dotted)
    names = (name.lower() for name in rule.match.names)
    if re.search(r"\.v\d+(\.|$)", dotted):  # calls of incydr have a version, those of py42 none
        names = (name for name in names if "incydr" in name)
    ranks = (_symbol_rank(name, dotted, without, has_class=text[0].isupper()) for name in names)
    return min((rank for rank in ranks if rank is not None), default=None)


def _symbol_rank(name: str, typed: str, without: str, *, has_class: bool) -> int | None:
    """``without``: the name as typed without its first part, which may be a variable that holds the client.

    ``has_class``: the name begins with that of a class, whose package may be left out.
    """
    base = name.removesuffix(".*")
    chain = base.partition(".client.")[2] or base
    if {base, chain} & {typed, without}:
        return BEST
    covers = name.endswith(".*") and any(one.startswith((f"{base}.", f"{chain}.")) for one in (typed, without))
    covers = covers or (name.endswith(".*") and typed.startswith(f"{base.rpartition('.')[2]}.") and has_class)
    inside = f".{typed}." in f".{chain}." or base.startswith(f"{typed}.")
    below = f".{without}." in f".{chain}." if "." in without else chain.startswith(f"{without}.")
    return GROUP if covers or inside or below else None


def _field(text: str, rule: model.Rule) -> int | None:
    names = rule.match.names if isinstance(rule.match, model.FieldMatch) else ()
    return BEST if text.lower() in {name.lower() for name in names} else None


def _fact(text: str, rule: model.Rule) -> int | None:
    return BEST if text.lower() in rule.facts else None


def _suggestions(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Names near to the text, else names that contain one of its words."""
    words = re.findall(r"[a-z0-9]{4,}", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", text).lower())
    slug = "-".join(words)
    near = get_close_matches(slug or text.lower(), list(catalogue.by_name), n=SUGGESTIONS, cutoff=0.6)
    codes = get_close_matches(text.upper(), list(catalogue.rules), n=1, cutoff=0.8)
    partly = [name for name in catalogue.by_name if any(word in name.split("-") for word in words)]
    return tuple(dict.fromkeys([*codes, *near, *partly]))[:SUGGESTIONS]
