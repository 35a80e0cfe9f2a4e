"""The lexical reader: every language that has no reader of its own, and programs that could not be parsed.

It looks at strings, names and brackets only, so everything it reports has certainty ``lexical`` and is never edited.
"""

from c42migrate.readers.lexical.reader import read

__all__ = ["read"]
