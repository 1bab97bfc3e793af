"""How much a name that somebody wrote is like one that is known, and why: spelling, script, initials, typing errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz, process

from tracker.resolution.names import acronym, initials, plain

K = TypeVar("K")

SAME, SAME_BUT_FORM, SAME_IN_LATIN, BEGINS, INITIALS = 100.0, 98.0, 95.0, 92.0, 88.0
"""Scores of the ways in which names agree without counting letters."""

_SHORTEST = 4
"""Letters below which a typing error makes another name."""
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike(Generic[K]):
    """A known name that is like the one asked for."""

    key: K
    form: str
    """The known name, as it is written."""
    score: float
    """From 0 to 100."""
    reason: str


class Names(Generic[K]):
    """Known names, ready to be compared with many others."""

    def __init__(self, forms: Iterable[tuple[K, str]]) -> None:
        """Take keys and every form of their names."""
        self._forms = [(key, form) for key, form in forms if form.strip()]
        self._plain = [plain(form) for _, form in self._forms]
        self._latin = [latin(name) for name in self._plain]
        self._exact: dict[str, list[int]] = {}
        for place, (_, form) in enumerate(self._forms):
            for name in {self._plain[place], joined(self._latin[place]), f"{initials(form)}.", f".{acronym(form)}"}:
                self._exact.setdefault(name, []).append(place)

    def __len__(self) -> int:
        """How many forms there are."""
        return len(self._forms)

    def like(self, name: str, *, least: float, most: int, beginnings: bool = False) -> tuple[Alike[K], ...]:
        """The names that are like ``name``, each key once by its best form, the most alike first.

        ``beginnings`` also takes names that begin with it, as somebody is still typing.
        """
        best: dict[K, Alike[K]] = {}
        for found in self._alike(name, least, beginnings=beginnings):
            held = best.get(found.key)
            if found.score >= least and (held is None or found.score > held.score):
                best[found.key] = found
        return tuple(sorted(best.values(), key=lambda alike: (-alike.score, len(alike.form), alike.form)))[:most]

    def _alike(self, name: str, least: float, *, beginnings: bool) -> Iterator[Alike[K]]:
        wanted = plain(name)
        if not wanted:
            return
        written = latin(wanted)
        yield from self._agreeing(name, wanted, written)
        if beginnings:
            yield from self._beginning(wanted)
        if len(written) >= _SHORTEST:
            yield from self._near(written, least)

    def _agreeing(self, name: str, wanted: str, written: str) -> Iterator[Alike[K]]:
        # An acronym stands for a name; two names with the same initials have nothing in common.
        letters = {
            mark for s, mark in ((acronym(name), f"{acronym(name)}."), (initials(name), f".{initials(name)}")) if s
        }
        for place in sorted({p for mark in {wanted, joined(written), *letters} for p in self._exact.get(mark, ())}):
            form = self._forms[place][1]
            if form.casefold().strip() == name.casefold().strip():
                yield self._found(place, SAME, "the same name")
            elif self._plain[place] == wanted:
                yield self._found(place, SAME_BUT_FORM, "the same but for corporate form, accents or punctuation")
            elif joined(self._latin[place]) == joined(written):
                yield self._found(place, SAME_IN_LATIN, "the same in Latin letters")
            else:
                yield self._found(place, INITIALS, "the initials are the same")

    def _beginning(self, wanted: str) -> Iterator[Alike[K]]:
        for place, name in enumerate(self._plain):
            if name.startswith(wanted) and name != wanted:
                yield self._found(place, BEGINS + len(wanted) / len(name), "begins with it")
            elif f" {wanted}" in name:
                yield self._found(place, BEGINS - 5 + len(wanted) / len(name), "has a word that begins with it")

    def _near(self, written: str, least: float) -> Iterator[Alike[K]]:
        found = process.extract(
            written, self._latin, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=_LOOKED_AT
        )
        for _, score, place in found:
            if min(len(written), len(self._latin[place])) >= _SHORTEST:
                # Letters alone are never as good as agreement that can be named.
                yield self._found(place, min(score, SAME_IN_LATIN - 1), f"{score:.0f} of 100 letters agree")

    def _found(self, place: int, score: float, reason: str) -> Alike[K]:
        key, form = self._forms[place]
        return Alike(key=key, form=form, score=round(min(score, SAME), 1), reason=reason)


def latin(name: str) -> str:
    """A plain name in Latin letters; what was written without spaces gets none: ``华为`` to ``huawei``."""
    return name if name.isascii() else joined(anyascii(name).casefold())


def joined(name: str) -> str:
    """Without spaces."""
    return "".join(name.split())
