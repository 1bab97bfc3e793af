"""Firms whom the knowledge base lacks, by corporate form, trade word, apposition and what firms have and do."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.context import CORPORATE_POSTS, post_at, post_before
from tracker.extraction.naming.runs import TITLE_WORDS, UPPER_TITLES, Run
from tracker.extraction.naming.words import Words

CORPORATE = lexicon.words("heads", "corporate")
_SECTOR = lexicon.words("heads", "sector")
FIRM_NOUNS = lexicon.words("heads", "firm_nouns")
_LEADING = frozenset(
    {"analysts", "analyst", "customers", "employees", "economists", "strategists", "traders", "engineers"}
)
_POSSESSIONS = frozenset(
    "shares stock revenue sales profit customers factory factories plant plants warehouse website chips products owner founder "
    "shareholders suppliers supplier employees workers lawyer lawyers headquarters offices subsidiary unit fab fabs bid".split()
)
_DEEDS = frozenset(
    "makes made sells sold ships shipped manufactures manufactured produces acquired acquires bought buys supplies supplied "
    "developed develops imported exported hired employs raised invested operates owns supplied designs designed built "
    "pleaded declined".split()
)


def firms(words: Words, run: Run, places: frozenset[str]) -> Iterator[Candidate]:
    """Unknown firms named within a run of capitalised words."""
    first = run.first
    while first < run.last and (words.at(first) in TITLE_WORDS | UPPER_TITLES):
        first += 1
    if first >= run.last:
        return
    marked = _marked_end(words, first, run.last, places)
    if marked > first:
        yield _firm(words, first, marked, 3.0)
        return
    last = first
    while last < run.last and words.at(last) not in TITLE_WORDS | UPPER_TITLES:
        last += 1
    weight = _support(words, first, last)
    if weight >= 2 and last - first <= 5:
        yield _firm(words, first, last, weight)


def firm_name(name: str) -> str:
    """The name without its corporate form: ``GreenTree Microsystems Inc`` to ``GreenTree Microsystems``."""
    parts = name.replace(",", " ").split()
    while len(parts) > 1 and parts[-1].rstrip(".") in _FORMS:
        parts.pop()
    return " ".join(parts)


_PARTNERS = frozenset({"Sons", "Co", "Company", "Partners", "Brothers", "Daughters", "Associates", "Cie"})
_FORMS = CORPORATE - {"Holdings", "Holding"}


def _marked_end(words: Words, first: int, limit: int, places: frozenset[str]) -> int:
    """Where a name ends that a corporate form or trade word closes; ``first`` if none does."""
    end = first
    for position in range(first + 1, limit):
        if words.at(position).rstrip(".") in CORPORATE or words.at(position) in _SECTOR:
            end = position + 1
        elif words.at(position) == "&" and words.at(position + 1) in _PARTNERS:
            end = position + 2
    if end == first and limit - first == 1 and words.at(first) in _SECTOR:
        return first
    return _with_tail(words, end, places) if end > first else first


def _with_tail(words: Words, end: int, places: frozenset[str]) -> int:
    """Past a bracketed place and the corporate forms behind it: ``(Wuxi) Co., Ltd.``."""
    if words.at(end) == "(":
        close = next((at for at in range(end + 2, end + 4) if words.at(at) == ")"), 0)
        if close and " ".join(words.at(at) for at in range(end + 1, close)) in places:
            end = close + 1
    while words.at(end).rstrip(".") in CORPORATE:
        end += 1
    return end


def _support(words: Words, first: int, last: int) -> float:
    """How much the words around an unmarked name speak for a firm."""
    weight = 0.0
    before, after = words.fold(first - 1), words.fold(last)
    if before in FIRM_NOUNS or (before == "up" and words.fold(first - 3) == "start") or before == "start-ups":
        weight += 2.5
    elif before.rstrip("s") in FIRM_NOUNS and before.endswith("s"):
        weight += 2.0
    if words.at(first - 1) in {"at", "for", "from"} and words.fold(first - 2) in _LEADING:
        weight += 2.0
    if words.fold(first - 1) == "of" and (post := post_before(words, first - 1)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if (post := post_at(words, last)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if after == "'s" and words.fold(last + 1) in _POSSESSIONS:
        weight += 1.0
    if after == "'s" and (post := post_at(words, last + 1)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if before in {"of", "in"} and words.fold(first - 2) in {
        "shares",
        "stake",
        "customers",
        "suppliers",
        "subsidiary",
        "unit",
    }:
        weight += 1.5
    weight += 1.0 * (after in _DEEDS) + _apposition(words, last)
    return weight - 2.0 * (before == "the")


def _apposition(words: Words, last: int) -> float:
    """Weight of ``, a Dutch toolmaker`` or ``, which makes`` after the name."""
    if words.at(last) not in {",", "(", "–", "—"}:
        return 0.0
    if words.fold(last + 1) == "which":
        return 1.0
    if words.fold(last + 1) not in {"a", "an", "the", "one", "another"} and not words.at(last + 1).istitle():
        return 0.0
    for position in range(last + 1, min(last + 9, len(words))):
        if not words.same_sentence(last, position) or words.at(position) in {",", ".", ";", ")"}:
            return 0.0
        if words.fold(position) in FIRM_NOUNS and words.fold(position + 1) not in FIRM_NOUNS:
            return 2.5
        if words.fold(position) in {"of", "in", "that", "which", "who", "for", "at"}:
            return 0.0
    return 0.0


def _firm(words: Words, first: int, last: int, weight: float) -> Candidate:
    name = firm_name(words.written(first, last))
    return Candidate(first=first, last=last, kind="company", ids=(), name=name, rule="name", weight=weight)
