"""A stand-in for any object of a package."""

from __future__ import annotations

from collections.abc import Iterator


class Anything:
    """An object of which everything can be asked."""

    def __getattr__(self, name: str) -> Anything:
        return Anything()

    def __call__(self, *args: object, **kwargs: object) -> Anything:
        return Anything()

    def __getitem__(self, key: object) -> Anything:
        return Anything()

    def __iter__(self) -> Iterator[object]:
        return iter(())
