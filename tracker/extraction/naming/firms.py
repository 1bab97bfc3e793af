"""Firms whom the knowledge base lacks, by the corporate form or the trade word in their names."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.context import post_before
from tracker.extraction.naming.ordinary import is_ordinary
from tracker.extraction.naming.people import GIVEN, SURNAMES
from tracker.extraction.naming.runs import HEADS as _HEADS
from tracker.extraction.naming.runs import TITLE_WORDS, UPPER_TITLES, Run
from tracker.extraction.naming.words import Words

CORPORATE = lexicon.words("heads", "corporate")
_SECTOR = lexicon.words("heads", "sector")
FIRM_NOUNS = lexicon.words("heads", "firm_nouns")
"""Nouns for firms, in lower case: ``chipmaker``."""


def firms(words: Words, run: Run, places: frozenset[str]) -> Iterator[Candidate]:
    """Unknown firms whose own words mark them, within a run of capitalised words."""
    first = after_titles(words, run)
    if first < run.last and (marked := _marked_end(words, first, run.last, places)) > first:
        yield firm(words, first, marked, 3.0)


def after_titles(words: Words, run: Run) -> int:
    """Where the name begins behind a title at the start of the run: ``Chief Executive | Marble Arc``."""
    first = run.first
    while first < run.last and words.at(first) in STOPS:
        first += 1
    if first < run.last and run.first < first and not post_before(words, first):
        return run.first
    return first


def firm_name(name: str) -> str:
    """The name without its corporate form: ``GreenTree Microsystems Inc`` to ``GreenTree Microsystems``."""
    parts = name.replace(",", " ").split()
    while len(parts) > 1 and parts[-1].rstrip(".") in _FORMS:
        parts.pop()
    return " ".join(parts)


_PARTNERS = frozenset({"Sons", "Co", "Company", "Partners", "Brothers", "Daughters", "Associates", "Cie"})
NOT_ALONE = _HEADS | lexicon.words("words", "openers")
"""Words that are no name by themselves."""
STOPS = TITLE_WORDS | UPPER_TITLES
"""Words of titles."""
_FORMS = CORPORATE - {"Holdings", "Holding"}


def _is_ai_firm(words: Words, position: int, limit: int) -> bool:
    """Whether ``AI`` closes a coined name: ``Humboldt AI``, not ``Local AI`` or ``Humboldt AI chips``."""
    closes = words.at(position) == "AI" and position == limit - 1
    return closes and words.fold(limit) not in _AI_GOODS and not is_ordinary(words.at(position - 1))


_AI_GOODS = frozenset("chip chips processors processor accelerator accelerators models model servers gpus".split())


def _marked_end(words: Words, first: int, limit: int, places: frozenset[str]) -> int:
    """Where a name ends that a corporate form or trade word closes; ``first`` if none does."""
    end = first
    for position in range(first + 1, limit):
        if (
            words.at(position).rstrip(".") in CORPORATE
            or words.at(position) in _SECTOR
            or _is_ai_firm(words, position, limit)
        ):
            end = position + 1
        elif words.at(position) == "&" and words.at(position + 1) in _PARTNERS:
            end = position + 2
    if end == first and words.at(limit) in {"plc", "llc"}:
        end = limit
    if end == first and limit - first == 1 and words.at(first) in _SECTOR:
        return first
    return _with_tail(words, end, places) if end > first else first


def seated(words: Words, at_places: frozenset[int], taken: frozenset[int]) -> Iterator[Candidate]:
    """Firms called by their seat and a coined word: ``Wuhan Xinlian``; ``taken`` are positions of other names."""
    for first in at_places:
        named = words.row[first + 1] if first + 1 < len(words) else None
        if named is None or not words.same_sentence(first, first + 1) or first + 1 in taken | at_places:
            continue
        coined = named.capital and named.text.istitle() and named.alphabetic and len(named.text) > 3
        ends = not words.row[first + 2 : first + 3] or not words.row[first + 2].capital
        if coined and ends and not is_ordinary(named.text) and named.text not in _HEADS | STOPS | GIVEN | SURNAMES:
            yield firm(words, first, first + 2, 2.0)


def _with_tail(words: Words, end: int, places: frozenset[str]) -> int:
    """Past a bracketed place and the corporate forms behind it: ``(Wuxi) Co., Ltd.``."""
    if words.at(end) == "(":
        close = next((at for at in range(end + 2, end + 4) if words.at(at) == ")"), 0)
        if close and " ".join(words.at(at) for at in range(end + 1, close)) in places:
            end = close + 1
    while words.at(end).rstrip(".") in CORPORATE or words.at(end) in {"plc", "llc"}:
        end += 1
    return end


def firm(words: Words, first: int, last: int, weight: float) -> Candidate:
    """The stretch as an unknown firm."""
    name = firm_name(words.written(first, last))
    return Candidate(first=first, last=last, kind="company", ids=(), name=name, rule="name", weight=weight)
