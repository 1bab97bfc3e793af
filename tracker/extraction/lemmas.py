"""Inflected words to the base forms that the event vocabulary is written in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_SPELLING = tuple(
    pair.split(">")
    for pair in """
    licenc>licens authoris>authoriz organis>organiz criticis>criticiz penalis>penaliz nationalis>nationaliz
    finalis>finaliz mobilis>mobiliz defenc>defens offenc>offens centre>center programme>program
    aluminium>aluminum capitalis>capitaliz recognis>recogniz emphasis>emphasiz labour>labor apologis>apologiz
    favour>favor
    """.split()
)
"""British spellings and what the vocabulary writes in their place, anywhere in a word."""
_KEPT = frozenset({"emphasis"})


def american(word: str) -> str:
    """A lower-case word in the spelling of the vocabulary: ``licence`` to ``license``."""
    if word not in _KEPT:
        for british, spelling in _SPELLING:
            if british in word:
                return word.replace(british, spelling)
    return word


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms and their base forms."""
    text = (files(__package__) / "irregular.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    bases = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, in C where it is built
    return {form: base for base, forms in bases.items() for form in forms}


class Lemmas:
    """Base forms, as far as a closed set of known base forms allows to tell them."""

    def __init__(self, known: Iterable[str]) -> None:
        """Only words of ``known`` are found by rule; others lose no more than a plural ending."""
        words = frozenset(american(word) for word in known)
        self._known = frozenset(
            w for w in words if not (w.endswith(("ed", "s")) and any(b in words for b in _bases(w)))
        )
        self.verbs: frozenset[str] = frozenset()
        """Base forms that are verbs of the vocabulary."""
        self.of = lru_cache(maxsize=65536)(self._lemma)

    def _lemma(self, word: str) -> str:
        form = american(word.casefold())
        irregular = _irregular().get(form)
        if irregular is not None:
            return irregular
        if form in self._known:
            return form
        for base in _bases(form):
            if base in self._known:
                return base
        return form


def _bases(form: str) -> Iterable[str]:
    """Possible base forms of a regularly inflected word, likeliest first."""
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
        if form.endswith("es"):
            yield form[:-2]
    for ending in ("ed", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
