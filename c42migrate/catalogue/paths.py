"""Concrete paths against path templates, for questions a person types. (Scripts are matched by ``matching``.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from c42migrate.catalogue.claims import normal
from c42migrate.catalogue.model import ShapeMatch
from c42migrate.catalogue.vocabulary import Vocabulary


def fits(template: str, path: str, *, longer: bool = False) -> bool:
    """Whether ``path`` is a use of ``template``: same text, any case; a parameter takes one segment, or its own name.

    With ``longer`` the template may go on: ``/api/v1/UserRole`` asks about ``/api/v1/UserRole/{userId}`` too.
    """
    wanted, given = normal(template).split("/"), normal(path).split("/")
    if len(wanted) != len(given) and not (longer and len(wanted) > len(given)):
        return False
    return all(want in (have, "{}") for want, have in zip(wanted, given, strict=False))


def fits_with_id(template: str, path: str) -> bool:
    """``fits``, or ``template`` is ``path`` and parameters only."""
    beyond = normal(template).split("/")[len(normal(path).split("/")) :]
    return fits(template, path, longer=set(beyond) <= {"{}"})


def literal_parts(template: str) -> int:
    """How many segments of a template are no parameters."""
    return sum(part not in {"", "{}"} for part in normal(template).split("/"))


def modern(shape: ShapeMatch, path: str, vocabulary: Vocabulary, others: Sequence[str] = ()) -> str | None:
    """``path`` rewritten by the shape (what follows the shape is kept), or None when it does not have the shape.

    ``others``: words that are resources below ``/api/``, though they are on no list.
    """
    given = [segment for segment in path.split("/") if segment]
    if not given or given[0].lower() in vocabulary.services:
        return None
    words = {word.lower(): word[0].upper() + word[1:] for word in others}
    more = replace(vocabulary, resources=words | vocabulary.resources)
    found = (_rewritten(one, shape, given, more if "/api/" in one else vocabulary) for one in shape.source)
    return next(filter(None, found), None)


def _rewritten(source: str, shape: ShapeMatch, given: Sequence[str], vocabulary: Vocabulary) -> str | None:
    parts = [part for part in source.split("/") if part]
    open_end = parts[-1:] == ["{rest}"]
    parts = parts[:-1] if open_end else parts
    if len(given) < len(parts) + open_end:
        return None
    values: dict[str, str] = {}
    for part, segment in zip(parts, given, strict=False):
        if not _takes(part, segment, vocabulary):
            return None
        values[part.lower()] = segment
    resource = values.get("{resource}", "")
    canonical = vocabulary.resources.get(resource.lower(), resource)
    if shape.only_lowercase and resource == canonical:
        return None
    rest = "/".join(given[len(parts) :])
    target = shape.target.replace("{rest}", rest) if "{rest}" in shape.target else f"{shape.target}/{rest}"
    return target.replace("{Resource}", canonical).replace("{resource}", resource).rstrip("/")


def _takes(part: str, segment: str, vocabulary: Vocabulary) -> bool:
    match part:
        case "{webapp}":
            return segment.lower() in vocabulary.webapps
        case "{resource}" | "{Resource}":
            return segment.lower() in vocabulary.resources
    return part.startswith("{") or part.lower() == segment.lower()
