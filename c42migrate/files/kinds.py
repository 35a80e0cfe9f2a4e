"""What language a file is in: by its name, by its first line, by a look at its beginning.

A kind is what a reader is chosen by. ``text`` is everything that is read lexically; "" is what is not read at all.
"""

from __future__ import annotations

# Every run comes through here, so nothing is imported that costs a millisecond (``re`` does).
from collections.abc import Iterable, Sequence


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


HEAD = 4096
"""As many bytes from the beginning of a file are enough for ``kind_of``."""

_BY_KIND: dict[str, str] = {
    "python": "py pyw pyi py2 py3 wsgi",
    "notebook": "ipynb",
    "shell": "sh bash zsh ksh dash bats command envrc",
    "powershell": "ps1 psm1 psd1",
    "markdown": "md markdown mdx mkd rmd qmd",
    "rst": "rst",
    "xml": """xml plist mobileconfig jelly xsl xslt svg csproj vbproj fsproj vcxproj proj targets props jmx xaml nuspec
        wxs ps1xml""",
    "yaml": "yaml yml",
    "dockerfile": "dockerfile containerfile",
    "makefile": "mk mak make",
    "crontab": "cron crontab",
    "http": "http rest",
    "gemfile": "gemfile gemspec",
    "text": """adoc applescript awk bas bat c cc cfg cjs clj cls cmd cnf conf config cpp cr cs cxx dart elm env erl ex
        exs fish go gradle groovy h hcl hpp hs htm html ini j2 java jinja jinja2 jenkinsfile jl js json json5 jsonc
        jsp jsx kt kts lua m mjs mm nim nix php phtml pl pm pod properties psgi r rake rb rs scala scpt sql svelte
        service swift t tcl tf tfvars tmpl toml tpl ts tsx txt vb vba vbs vue xhtml""",
}
_SUFFIXES = {suffix: kind for kind, suffixes in _BY_KIND.items() for suffix in suffixes.split()}
_DERIVED = frozenset(
    {"j2", "jinja", "jinja2", "tmpl", "tpl", "erb", "in", "template", "bak", "old", "orig", "example", "dist"}
)
_NAMES: dict[str, str] = {
    **dict.fromkeys(("sconstruct", "sconscript", "wscript"), "python"),
    **dict.fromkeys(
        words(""".bashrc .bash_profile .profile .zshrc .zprofile .zshenv .bash_aliases .envrc bashrc bash_profile
        bash_aliases zshrc zprofile zshenv"""),
        "shell",
    ),
    **dict.fromkeys(("makefile", "gnumakefile", "justfile"), "makefile"),
    **dict.fromkeys(("dockerfile", "containerfile"), "dockerfile"),
    "crontab": "crontab",
    "pyproject.toml": "pyproject",
    "setup.cfg": "setup-cfg",
    "pipfile": "pipfile",
    "gemfile": "gemfile",
    **dict.fromkeys(("jenkinsfile", "rakefile", "vagrantfile", "procfile", ".env", "readme"), "text"),
}
_PATTERNS: dict[str, str] = {
    "requirements": """*/*requirements*.txt */*requirements*.in */constraints*.txt *requirements/*.txt
        *requirements/*.in""",
    "conda": "*/environment*.yml */environment*.yaml",
    "dockerfile": "*/dockerfile.* */containerfile.*",
    "makefile": "*/makefile.*",
    "crontab": "*cron.d/*",
    "text": "*/.env.* */jenkinsfile*",
}
"""Globs of the last two parts of a path."""

_NEVER = """*/*.lock */*.min.js */*.min.css */*.bundle.js */*.map */*-lock.json */*-lock.yaml */npm-shrinkwrap.json
    */go.sum */*.c42migrate-*.tmp"""


def _pieces(globs: str) -> tuple[list[str], ...]:
    """Globs as the texts between their ``*``."""
    return tuple(glob.split("*") for glob in globs.split())


_IS_NEVER = _pieces(_NEVER)
_ENDINGS = tuple(pieces[-1] for pieces in _IS_NEVER)
_IS_PATTERN = tuple((kind, _pieces(globs)) for kind, globs in _PATTERNS.items())
_SIGNS = frozenset(max(pieces, key=len).lstrip("/") for _, globs in _IS_PATTERN for pieces in globs)
"""Each glob has one of these in it: most names are told apart by that."""

_OPAQUE = words(
    """7z a avi bin bmp bz2 class db dll docx dylib eot exe gif gz ico jar jpeg jpg lib mo mov mp3 mp4 o odt otf pdf
    png po pot pptx pyc pyd pyo so sqlite svgz tar tgz tiff ttf wav webp whl woff woff2 xlsx xz zip zst"""
)
"""Suffixes of what is no text: its beginning is not even looked at."""

_INTERPRETERS: tuple[tuple[str, str], ...] = (
    (r"(?:python|pypy|jython|ipython)[\d.]*", "python"),
    (r"(?:ba|z|k|da|a|mk)?sh[\d.]*", "shell"),
    (r"(?:pwsh|powershell)(?:\.exe)?", "powershell"),
    (r"(?:ruby|perl|php|node|groovy|osascript|lua|fish|tclsh|expect|awk|gawk|rscript|deno|bun|make)[\d.]*", "text"),
)
_TIMED = (
    rb"(?m)^[ \t]*(?:@(?:reboot|hourly|daily|weekly|monthly)|(?=[^\n]*\*)[\d*/,-]+(?:[ \t]+[\d*/,A-Za-z-]+){4})[ \t]+\S"
)
"""A line of a crontab."""
_OPTION = r"-\S*|\w+=\S*"

KINDS = frozenset({*_BY_KIND, *_NAMES.values(), *_PATTERNS})
"""Every kind there is."""


def kind_of(path: str, head: bytes = b"", *, explicit: bool = False) -> str:
    """Return the kind of the file ``path`` (joined with ``/``) that begins with ``head``; "" when it is not to be read.

    ``explicit``: the user named the file, so that it is ``text`` at the least.
    """
    tail = _tail(path)
    if not explicit and _is_never(tail):
        return ""
    return _by_name(tail) or _by_content(tail.rpartition("/")[2], head) or ("text" if explicit else "")


def needs_head(path: str) -> bool:
    """Return True when the name alone does not say the kind: then ``kind_of`` wants the first ``HEAD`` bytes."""
    tail = _tail(path)
    return tail.rpartition(".")[2] not in _OPAQUE and not _by_name(tail) and not _is_never(tail)


def is_opaque(path: str) -> bool:
    """Return True when the name alone says that the file is no text."""
    _, dot, suffix = path.rpartition(".")
    return bool(dot) and suffix.lower() in _OPAQUE and not _by_name(_tail(path))


def _tail(path: str) -> str:
    """Return the last two parts of a path in lower case, always with a slash between."""
    head, _, name = path.lower().rpartition("/")
    return f"{head[head.rfind('/') + 1 :]}/{name}"


def _is_never(tail: str) -> bool:
    return tail.endswith(_ENDINGS) and _fits(tail, _IS_NEVER)


def _fits(tail: str, globs: Iterable[Sequence[str]]) -> bool:
    return any(_fits_one(tail, *pieces) for pieces in globs)


def _fits_one(tail: str, first: str, *rest: str) -> bool:
    """Whether the pieces stand in ``tail`` one after the other, the first at its beginning and the last at its end."""
    *inner, last = rest
    at = len(first)
    for piece in inner:
        at = tail.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return tail.startswith(first) and tail.endswith(last) and at + len(last) <= len(tail)


def _by_name(tail: str) -> str:
    name = tail.rpartition("/")[2]
    if name in _NAMES:
        return _NAMES[name]
    for sign in _SIGNS:
        if sign in tail:
            return next((kind for kind, globs in _IS_PATTERN if _fits(tail, globs)), "") or _by_suffix(name)
    return _by_suffix(name)


def _by_suffix(name: str) -> str:
    """Return the kind by the suffix; templates and copies (``run.sh.j2``, ``run.py.bak``) are of the kind they are
    made of."""
    stem, _, suffix = name.rpartition(".")
    if not stem:
        return ""
    if suffix in _DERIVED:
        return _by_suffix(stem) or _NAMES.get(stem, "") or _SUFFIXES.get(suffix, "")
    return _SUFFIXES.get(suffix, "")


def _by_content(name: str, head: bytes) -> str:
    """Return the kind by how the text begins; with a suffix that says nothing, by a ``#!`` line or an XML
    declaration."""
    if b"\0" in head:
        return ""
    first = head.split(b"\n", 1)[0].decode("latin-1")
    if first.startswith("#!"):
        return _by_interpreter(first[2:])
    beginning = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(b"<?xml"):
        return "xml"
    if "." in name.lstrip("."):
        return ""
    if beginning.startswith(b"<plist"):
        return "xml"
    import re

    if re.search(_TIMED, head):
        return "text"
    return "python" if re.search(rb"(?m)^(?:import \w+|from [\w.]+ import )", head) else ""


def _by_interpreter(line: str) -> str:
    import re

    words = [word.rpartition("/")[2] for word in line.split() if not re.fullmatch(_OPTION, word)]
    words = words[1:] if words[:1] == ["env"] else words
    for pattern, kind in _INTERPRETERS:
        if words and re.fullmatch(pattern, words[0].lower()):
            return kind
    return ""
