"""What a text for people says in inline code and links: commands to type, and URLs of the API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Certainty, Command, Request, Text, Usage, Verb, VerbForm
from c42migrate.readers import curl
from c42migrate.readers.commandwords import command_lines
from c42migrate.readers.lexical.strings import pieces
from c42migrate.readers.lexical.tokens import Token

_VERB = re.compile(r"(?P<verb>GET|POST|PUT|DELETE|PATCH)[ \t]+(?=\S)")
_PATH = re.compile(r"(?:https?://[^\s/]+)?/?\S+/\S+|https?://\S+")


def usages(source: Source, lexicon: Lexicon) -> Iterator[Usage]:
    """Yield the command, the request or the URL that ``source`` (an inline code, or a URL by itself) is."""
    lead = re.match(r"[ \t]*(?:\$[ \t]+)?", source.text)
    start, end = lead.end() if lead else 0, len(source.text.rstrip())
    place = source.place(start, end)
    text = Text(tuple(pieces(source, Token("string", source.text[start:end], start, end))))
    words = [text.cut(*match.span()) for match in re.finditer(r"<[^<>\s][^<>]*>|\S+", text.marked)]
    program = str(words[0]) if words else ""
    if program in lexicon.programs:
        if len(words) > 1 and re.fullmatch(r"[a-z][a-z-]*", str(words[1])):
            yield Command(program, tuple(words[1:]), place, Certainty.LEXICAL, prose=True, name=words[0])
    elif program == "curl":
        for line in command_lines(text):
            yield from (replace(found, certainty=Certainty.LEXICAL, prose=True) for found in curl.requests(line, place))
    else:
        yield from _request(source, text, start)


def _request(source: Source, text: Text, start: int) -> Iterator[Request]:
    match = _VERB.match(text.marked)
    url = text.cut(match.end()) if match else text
    if _PATH.fullmatch(url.marked):
        verb = Verb(match["verb"], VerbForm.GUESS, source.place(start, start + match.end("verb"))) if match else None
        place = source.place(start + (match.end() if match else 0), len(source.text.rstrip()))
        yield Request(url, place, verb, certainty=Certainty.LEXICAL, prose=True)
