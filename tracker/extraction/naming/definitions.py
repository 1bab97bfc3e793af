"""Nouns that a text defines to mean one party: ``Acme Ltd (“Acme” or the “Company”)``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.extraction.naming.named import Named
from tracker.extraction.naming.nouns import is_listed
from tracker.extraction.naming.words import Words

_QUOTES = frozenset("“”\"'‘’«»")


def definitions(words: Words, names: Iterable[Named]) -> Mapping[str, str]:
    """Each defined noun, in lower case, to the key of the entity that it means."""
    found: dict[str, str] = {}
    for named in names:
        for at in defined(words, named.last):
            found.setdefault(words.fold(at), named.key)
    return found


def defined(words: Words, after: int) -> tuple[int, ...]:
    """Positions of quoted capitalised nouns in the brackets that open at ``after``."""
    if words.at(after) != "(":
        return ()
    close = next((at for at in range(after + 1, min(after + 14, len(words))) if words.at(at) == ")"), after)
    return tuple(
        at
        for at in range(after + 2, close)
        if words.at(at)[:1].isupper()
        and is_listed(words.fold(at))
        and words.at(at - 1) in _QUOTES
        and words.at(at + 1) in _QUOTES
    )
