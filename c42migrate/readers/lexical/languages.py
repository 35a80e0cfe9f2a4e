"""What the lexical reader knows of each family of languages: comments, quotes and how strings are joined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Language:
    """``layout``: code, yaml, lines (of keys and values), xml, http, prose (never read).

    ``comments`` start a comment that ends with the line; ``blocks`` are pairs; ``joins`` are operators that join;
    ``quotes`` are the characters that delimit strings; ``triple``: three of a kind delimit strings over several lines;
    ``bare_hash``: ``#`` starts a comment only at the line's start or after a blank.
    """

    layout: str = "code"
    comments: tuple[str, ...] = ("//",)
    blocks: tuple[tuple[str, str], ...] = ()
    quotes: str = "\"'"
    joins: frozenset[str] = frozenset({"+"})
    triple: bool = False
    multiline: str = ""


def words(text: str) -> list[str]:
    """Return the words of a list written with blanks."""
    return text.split()


_C_BLOCK = (("/*", "*/"),)
_DOT = frozenset({"."})

_C = Language(blocks=_C_BLOCK, triple=True)
_JS = Language(blocks=_C_BLOCK, quotes="\"'`", multiline="`")
_HASH = Language(comments=("#",), triple=True)
_SHELL = Language(comments=("#",), quotes="\"'`", joins=frozenset({"+"}))
_PHP = Language(comments=("//", "#"), blocks=_C_BLOCK, joins=_DOT)
_DASH = Language(comments=("--",), joins=frozenset({"..", "||", "&", "++"}))
_YAML = Language("yaml", comments=("#",))
_LINES = Language("lines", comments=("#", ";", "!"))
_XML = Language("xml", comments=(), blocks=(("<!--", "-->"),))
_BASIC = Language(comments=("'", "REM "), quotes='"', joins=frozenset({"&", "+"}))
_BATCH = Language(comments=("REM ", "rem ", "::"), quotes='"')
_HTTP = Language("http", comments=("#", "//"))
_PROSE = Language("prose")
_UNKNOWN = Language(comments=("#", "//"), blocks=_C_BLOCK, quotes="\"'")

_SUFFIXES: dict[str, Language] = {
    **dict.fromkeys(words("java cs c cc cpp cxx h hpp kt kts scala swift rs dart groovy gradle m mm"), _C),
    **dict.fromkeys(words("json jsonc json5 postman"), _C),
    **dict.fromkeys(words("js jsx ts tsx mjs cjs vue svelte go hjson"), _JS),
    **dict.fromkeys(words("py pyw pyi r jl tcl nim coffee toml awk cfn hcl tf tfvars"), _HASH),
    "rb": Language(comments=("#",), blocks=(("\n=begin", "\n=end"),), quotes="\"'`", joins=frozenset({"+", "<<"})),
    **dict.fromkeys(words("cr ex exs"), Language(comments=("#",), joins=frozenset({"+", "<>"}))),
    **dict.fromkeys(
        words("pl pm t"), Language(comments=("#",), blocks=(("\n=", "\n=cut"),), joins=_DOT, quotes="\"'`")
    ),
    **dict.fromkeys(words("sh bash zsh ksh fish dockerfile mk makefile"), _SHELL),
    **dict.fromkeys(words("ps1 psm1 psd1"), Language(comments=("#",), blocks=(("<#", "#>"),))),
    **dict.fromkeys(words("php phtml inc"), _PHP),
    **dict.fromkeys(words("lua sql applescript scpt hs elm"), _DASH),
    **dict.fromkeys(words("yaml yml"), _YAML),
    **dict.fromkeys(words("ini cfg conf env properties cnf service desktop"), _LINES),
    **dict.fromkeys(words("xml html htm plist xhtml svg jelly xsl xaml csproj"), _XML),
    **dict.fromkeys(words("vb vbs bas vba cls"), _BASIC),
    **dict.fromkeys(words("bat cmd"), _BATCH),
    **dict.fromkeys(words("http rest"), _HTTP),
    **dict.fromkeys(words("md markdown rst txt log adoc tex csv tsv"), _PROSE),
}
_NAMES: dict[str, Language] = {
    "jenkinsfile": _C,
    "dockerfile": _SHELL,
    "makefile": _SHELL,
    "rakefile": _SUFFIXES["rb"],
    "gemfile": _SUFFIXES["rb"],
    ".env": _LINES,
}
_KINDS: dict[str, Language] = {
    "python": _HASH,
    "shell": _SHELL,
    "powershell": _SUFFIXES["ps1"],
    "http": _HTTP,
    **dict.fromkeys(words("markdown rst notebook crontab requirements pyproject setup-cfg pipfile conda"), _PROSE),
}


def language(kind: str, path: str) -> Language:
    """Return the language of a file: by the kind it was given when that says enough, else by its name, else a
    cautious mix."""
    if kind in _KINDS or kind in _SUFFIXES:
        return _KINDS.get(kind) or _SUFFIXES[kind]
    name = PurePosixPath(path.replace("\\", "/")).name.lower()
    known = _NAMES.get(name) or _NAMES.get(name.split(".")[0] if not name.startswith(".env") else ".env")
    return known or _SUFFIXES.get(name.rpartition(".")[2]) or _UNKNOWN
