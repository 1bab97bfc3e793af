"""Products whom the knowledge base lacks, by letter-and-digit patterns and the nouns beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.ordinary import is_ordinary
from tracker.extraction.naming.words import Words

NOUNS = lexicon.words("heads", "item_nouns")
"""Words for what is made and sold, in lower case."""
_PATTERN = re.compile(r"\d[A-Z]\d{3,4}[A-Z]?|[A-Z]{1,5}\d{1,4}[A-Za-z]{0,4}\d{0,3}")
_NUMBER = re.compile(r"\d{1,4}[A-Z]{0,3}")
_GLUED_NUMBER = re.compile(r"[A-Z]?\d{1,5}[A-Za-z]{0,3}")
_UNIT = re.compile(r"\d+(?:st|nd|rd|th|s|nm|mm|km|kg|am|pm|m|bn|GB|TB|MHz|GHz|W|K|k|p|bit|year|day)")
_VARIANTS = frozenset(
    {"Pro", "Ti", "Max", "Ultra", "Plus", "Super", "Lite", "Mini", "XT", "XTX", "D", "SE", "FE", "NVL"}
)
_NO_PRODUCT = re.compile(
    r"(?:G\d{1,2}|Q[1-4]|H[12]|FY\d+|[AB]\d|CO2|M\d|COVID\d*|[0-3]?\d[A-D]\d{3}|F\d|B\d|ISO\d+|SS\d)"
)
_NO_PREFIX = frozenset(
    "COVID Covid Form Type Type- Category Euro Catch Mid Sub No Under U F FY Q Vitamin Omega Group Level MI".split()
)
_DOMAIN = frozenset(
    "chip chips processor processors accelerator accelerators semiconductor semiconductors gpu gpus scanner".split()
)
_CONTEXT = NOUNS | frozenset("sales shipments exports orders ban production version versions".split())
_TRADE = frozenset(
    """
    sale sales shipment shipments export exports import imports
    delivery deliveries order orders licence licences license licenses
    permit permits curb curbs ban bans restriction restrictions control controls production version versions launch
    stock stocks inventory stockpile units
    """.split()
)
_EARNED = frozenset("earn earns earned revenue revenues sales proceeds income".split())
_ORDINARY = lexicon.words("words", "openers")
_NOT_SERIES = (
    lexicon.words("heads", "weekdays_months")
    | lexicon.words("heads", "instrument_numbered")
    | lexicon.words("heads", "instrument_last")
    | lexicon.words("heads", "not_series")
    | _ORDINARY
)
_OFFERED = lexicon.words("cues", "items.offered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """Words written like a product's designation."""

    first: int
    last: int
    supported: bool
    """Whether something around it speaks for a product."""


def items(
    words: Words, makers: frozenset[int], known: frozenset[int], series: frozenset[str] = frozenset()
) -> Iterator[Candidate]:
    """Unknown products; ``makers`` are the positions where a firm's name ends, ``known`` those where a product's does.

    ``series`` are names of products without a number: with ``Lumen``, ``Lumen 2`` is one as well.
    """
    found = list(_designations(words, makers, known))
    for _ in range(2):
        named = {words.written(d.first, d.last).removesuffix("s") for d in found if d.supported}
        families = series | {words.at(d.first) for d in found if d.supported and d.last - d.first > 1}
        ends = known | {d.last for d in found if d.supported}
        starts = {d.first for d in found if d.supported}
        found = [
            Designation(
                first=d.first,
                last=d.last,
                supported=d.supported
                or words.written(d.first, d.last).removesuffix("s") in named
                or (d.last - d.first > 1 and words.at(d.first) in families)
                or _coordinated(words, d, ends, starts),
            )
            for d in found
        ]
    yield from (_item(words, d.first, d.last) for d in found if d.supported)


def _designations(words: Words, makers: frozenset[int], known: frozenset[int]) -> Iterator[Designation]:
    """Whatever is written like a product."""
    position = 0
    while position < len(words):
        spot = _designation(words, position, makers)
        if spot is None:
            position += 1
            continue
        first, end = spot
        last = _with_variant(words, end)
        extends = last > end and end in known
        yield Designation(first=first, last=last, supported=extends or _supported(words, first, last, makers))
        position = last


def _designation(words: Words, position: int, makers: frozenset[int]) -> tuple[int, int] | None:
    """First and last position of the bare designation whose first digit stands at ``position``."""
    text = words.at(position)
    if _PATTERN.fullmatch(_bare(text)) and not (
        _NO_PRODUCT.fullmatch(_bare(text)) and _series_start(words, position, makers) == position
    ):
        end = position + 1
        if _glues(words, end) and _GLUED_NUMBER.fullmatch(words.at(end + 1)):
            end += 2
        return _series_start(words, position, makers), end
    if not text[:1].isdigit() and not (len(text) > 1 and text[1].isdigit()):
        return None
    if _glues(words, position - 1) and _GLUED_NUMBER.fullmatch(_bare(text)) and not _UNIT.fullmatch(_bare(text)):
        first = _prefix(words, position - 2, makers)
        return (first, position + 1) if first < position else None
    if _NUMBER.fullmatch(text) and not _UNIT.fullmatch(text):
        first = _numbered_start(words, position, makers)
        single = len(text) == 1 and words.fold(first - 1) not in {"the", "its", "'s", "and", "new", "an", "a"}
        if first < position and (not single or words.fold(position + 1) in NOUNS or first in makers):
            return first, position + 1
    return None


def _glues(words: Words, position: int) -> bool:
    """Whether a hyphen or a colon there joins what stands on both sides."""
    return (
        0 < position < len(words) - 1
        and words.at(position) in {"-", ":"}
        and words.row[position].glued
        and words.row[position + 1].glued
    )


def _prefix(words: Words, position: int, makers: frozenset[int]) -> int:
    """Where ``KX | -8000`` or ``Lark | -2`` begins; a large number behind ``position`` if that is no prefix."""
    text = words.at(position)
    fits = text[:1].isupper() and text.isalnum() and len(text) <= 12 and text not in _NO_PREFIX | _NOT_SERIES
    if not fits or position + 1 in makers:
        return len(words)
    return position


def _bare(text: str) -> str:
    return text[:-1] if text.endswith("s") and len(text) > 2 else text


def _with_variant(words: Words, end: int) -> int:
    while words.at(end) in _VARIANTS or (
        _NUMBER.fullmatch(words.at(end)) and words.at(end)[-1].isalpha() and not _UNIT.fullmatch(words.at(end))
    ):
        end += 1
    return end


def _series_start(words: Words, position: int, makers: frozenset[int]) -> int:
    """Back over a series and a glued prefix such as ``NXT:``; a maker's name is left out."""
    series = words.row[position - 1] if position else None
    named_so = series and series.capital and series.alphabetic and not series.initial and series.text not in _NOT_SERIES
    if (
        named_so
        and len(words.at(position)) <= 3
        and position not in makers
        and words.same_sentence(position - 1, position)
    ):
        return position - 1
    if words.at(position - 1) in {":", "-"} and words.row[position].glued and words.row[position - 1].glued:
        return position - 2 if position - 2 not in makers else position
    return position


def _numbered_start(words: Words, position: int, makers: frozenset[int]) -> int:
    """The capitalised series before a number: ``Ascend | 950``, ``RTX Pro | 6000``, ``Mate | 60``."""
    first = position
    while first > 0 and words.same_sentence(first - 1, position) and first > position - 3:
        word = words.row[first - 1]
        opens = word.initial and not (first < position and words.at(first - 1).isupper())
        if first in makers or not (word.capital and word.alphabetic) or word.text in _NOT_SERIES or opens:
            break
        first -= 1
    if words.at(first) == ":" or words.at(position - 1) in _NOT_SERIES:
        return position
    return first


def _offered(words: Words, first: int) -> bool:
    """Whether something is sold, shown or banned under the name: ``unveiled the | KX-8000``, ``known as the | B2``."""
    at = first - 1 - (words.fold(first - 1) == "the")
    if words.fold(at) in {"called", "dubbed", "codenamed"} or (words.fold(at), words.fold(at - 1)) == ("as", "known"):
        return True
    return any(words.fold(at) in _OFFERED and words.same_sentence(at, first) for at in range(max(0, first - 3), first))


def _traded(words: Words, first: int) -> bool:
    """Whether it is what is sold, licensed or banned: ``sales of the | KX-900``, ``a licence for its | KX-900``."""
    at = first - 1 - (words.fold(first - 1) in {"the", "its", "their"})
    if not words.same_sentence(at - 1, first):
        return False
    earned = words.fold(at) == "from" and any(words.fold(n) in _EARNED for n in range(at - 4, at))
    return earned or (words.fold(at) in {"of", "for", "on"} and words.fold(at - 1) in _TRADE)


def _coordinated(words: Words, spot: Designation, ends: frozenset[int] | set[int], starts: set[int]) -> bool:
    """Whether a product stands right beside in a list: ``the MX-40 and | the MX-60``."""
    before = spot.first - (words.fold(spot.first - 1) == "the")
    before -= words.fold(before - 1) in {"and", "or"}
    before -= words.at(before - 1) == ","
    after = spot.last + (words.at(spot.last) == ",")
    after += words.fold(after) in {"and", "or"}
    joined_after = after > spot.last and (after + (words.fold(after) == "the")) in starts
    return (before < spot.first and words.fold(before) in {"and", "or", ","} and before in ends) or joined_after


def _supported(words: Words, first: int, last: int, makers: frozenset[int]) -> bool:
    """Whether a maker stands before it, or a word for goods stands near."""
    if first in makers or (words.at(first - 1) == "'s" and first - 1 in makers):
        return True
    if words.fold(last) in _CONTEXT or words.fold(last + 1) in NOUNS:
        return True
    if _speaks_for_itself(words, first, last) or _offered(words, first) or _in_series(words, first, last):
        return True
    if _traded(words, first):
        return True
    if words.fold(first - 1) in {"new", "newest", "latest", "upcoming", "forthcoming"} and _DOMAIN & words.lower:
        return True
    near = range(max(0, first - 8), min(len(words), last + 8))
    return any(words.fold(at) in NOUNS and words.same_sentence(first, at) for at in near)


def _speaks_for_itself(words: Words, first: int, last: int) -> bool:
    """Whether hardly anything else is written so: a plural, a colon; letters and figures where chips are the topic."""
    text = words.written(first, last)
    if re.fullmatch(r"[A-Z]{1,3}\d{1,4}[A-Z]?s|[A-Z]{1,4}-\d{1,4}s|[A-Z]{2,4}:\d{3,4}[A-Za-z]{0,3}", text):
        return True
    return bool(re.fullmatch(r"[A-Z]{1,4}-?\d{2,4}[A-Za-z]{0,2}s?", text)) and not _DOMAIN.isdisjoint(words.lower)


def _in_series(words: Words, first: int, last: int) -> bool:
    """``RTX 4070 Ti``, ``the Lumen 2``: a series' name and a number, in an article about chips."""
    if last - first < 2 or _DOMAIN.isdisjoint(words.lower):
        return False
    series, number = words.at(first), words.written(first, last)
    if re.fullmatch(r"[A-Z]{2,4}(?: [A-Z]\w+)? \d{3,4}\w{0,2}(?: \w+)*", number):
        return True
    determined = words.fold(first - 1) in {"the", "its", "'s", "new"}
    return determined and series.istitle() and words.at(first + 1)[:1].isdigit() and not is_ordinary(series)


def _item(words: Words, first: int, last: int) -> Candidate:
    name = words.written(first, last)
    if name.endswith("s") and name[-2].isdigit() | (name[-2].isupper() and any(c.isdigit() for c in name)):
        name = name[:-1]
    return Candidate(first=first, last=last, kind="item", ids=(), name=name, rule="name", weight=2.2)
