"""What is written by templates: XML, and self-contained pages without network, with a policy that lets nothing run but
the page's own script.

Whatever a template is given is made harmless first and then escaped, so that no name, source or report is ever markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from c42migrate.reports.terminal import plain
from c42migrate.reports.words import deprecated, instead, lifetime, one_line


def page(template: str, title: str, script: str = "", **values: object) -> str:
    """Return a page. ``template``: its name in ``templates/``; ``script``: the name of the only script that may run."""
    style, code = resource("page.css"), resource(script) if script else ""
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(code)}"
    values |= {"title": title, "style": Markup(style), "script": Markup(code)}  # noqa: S704  our own files
    return filled(template, policy=f"{policy}; base-uri 'none'; form-action 'none'", **values)


def filled(template: str, **values: object) -> str:
    """Return the text of a template with ``values``."""
    return _environment().get_template(template).render(values)


def resource(name: str) -> str:
    """Return a file that stands beside the templates."""
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )
    made.filters |= {"prose": _prose} | {each.__name__: each for each in (deprecated, instead, lifetime, one_line)}
    return made


def _harmless(value: object) -> object:
    return value if isinstance(value, Markup) else plain(str(value))


def _prose(text: str) -> Markup:
    """Return a sentence of ours; what stands between backticks is code."""
    return Markup(re.sub("`([^`]*)`", r"<code>\1</code>", str(escape(plain(text)))))  # noqa: S704  escaped in it


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
