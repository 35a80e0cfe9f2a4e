"""The one entry of this room: bare findings in, dated and marked findings out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from c42migrate.errors import UsageError
from c42migrate.files.globs import fits
from c42migrate.model import Dated, Finding, Severity
from c42migrate.options import SEVERITIES, CheckOptions
from c42migrate.policy.dates import date_finding
from c42migrate.policy.fingerprints import anchored, stamp
from c42migrate.policy.selection import Selector
from c42migrate.policy.suppressions import suppress

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue


def overlay(
    findings: Sequence[Finding],
    contents: Mapping[str, bytes],
    encodings: Mapping[str, str],
    catalogue: Catalogue,
    options: CheckOptions,
    within: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Dated, ...]:
    """Dates, selects, suppresses, fingerprints and baselines ``findings``; sorted by path, position and code.

    ``contents`` must hold every file with a finding and every file with a suppression comment; the others may be
    missing. ``within``: path → path from the root of its project, which fingerprints hold.
    Raises UsageError for a selection that means nothing and ConfigError for a broken baseline.
    """
    selector = Selector(catalogue)
    active = selector.active(options.select, options.ignore)
    dated = [_dated(f, catalogue, options) for f in findings if f.code in active]
    dated = [d for d in dated if not _ignored_here(d, selector, options)]
    dated = suppress(
        dated,
        contents,
        encodings,
        catalogue,
        options.as_of,
        judged=active,
        expire_with_item=options.expire_with_item,
    )
    dated = [d for d in dated if d.finding.code in active]
    dated = stamp(sorted(_override(dated, selector, options), key=_order), options.root, within)
    if options.baseline is None:
        return tuple(dated)
    from c42migrate.policy import baseline as baselines

    return tuple(baselines.apply(dated, baselines.load(options.baseline), options.root))


def _dated(finding: Finding, catalogue: Catalogue, options: CheckOptions) -> Dated:
    return date_finding(finding, catalogue.rules[finding.code], options.as_of, options.warn_days)


def _order(dated: Dated) -> tuple[str, int, int, str]:
    place = dated.finding.place
    return place.path, place.start, place.end, dated.finding.code


def _ignored_here(dated: Dated, selector: Selector, options: CheckOptions) -> bool:
    path = anchored(dated.finding.place.path, options.root)
    return any(
        fits(path, pattern) and dated.finding.code in selector.resolve(words, "per-file-ignores")
        for pattern, words in options.per_file_ignores
    )


def _override(dated: Sequence[Dated], selector: Selector, options: CheckOptions) -> list[Dated]:
    wanted: dict[str, Severity] = {}
    for word, severity in options.severities:
        if severity not in SEVERITIES:
            raise UsageError(f"severity: {severity!r} is not one of {', '.join(SEVERITIES)}")
        wanted |= dict.fromkeys(selector.resolve((word,), "severity"), Severity(severity))
    return [replace(d, severity=wanted.get(d.finding.code, d.severity)) for d in dated]
