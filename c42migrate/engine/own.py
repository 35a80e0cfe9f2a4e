"""What the user's configuration adds to the catalogue's words: hosts of their own, and functions that send requests."""

from __future__ import annotations

from dataclasses import replace

from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.options import CheckOptions


def with_own_words(catalogue: Catalogue, options: CheckOptions) -> Catalogue:
    """``catalogue`` with ``options.hosts`` known as hosts of the product, and ``options.wrappers`` as senders."""
    if not options.hosts and not options.wrappers:
        return catalogue
    return replace(
        catalogue,
        needles=catalogue.needles.with_hosts(options.hosts),
        vocabulary=_with_hosts(catalogue.vocabulary, options),
        lexicon=replace(catalogue.lexicon, wrappers={name: (verb, path) for name, verb, path in options.wrappers}),
    )


def _with_hosts(words: Vocabulary, options: CheckOptions) -> Vocabulary:
    """Take a host of one's own for Incydr's unless the run is about CrashPlan."""
    hosts = tuple(host.lower() for host in options.hosts)
    if options.product == "crashplan":
        return replace(words, hosts_crashplan=(*words.hosts_crashplan, *hosts))
    return replace(words, hosts_incydr=(*words.hosts_incydr, *hosts))
