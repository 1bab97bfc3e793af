"""Products whom the knowledge base lacks, by letter-and-digit patterns and the nouns beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.words import Words

NOUNS = lexicon.words("heads", "item_nouns")
"""Words for what is made and sold, in lower case."""
_PATTERN = re.compile(r"\d[A-Z]\d{3,4}[A-Z]?|[A-Z]{1,5}\d{1,4}[A-Za-z]{0,4}\d{0,3}")
_NUMBER = re.compile(r"\d{1,4}[A-Z]{0,3}")
_VARIANTS = frozenset({"Pro", "Ti", "Max", "Ultra", "Plus", "Super", "Lite", "Mini", "XT", "D", "SE", "FE"})
_NO_PRODUCT = re.compile(
    r"(?:G\d{1,2}|Q[1-4]|H[12]|FY\d+|[AB]\d|CO2|M\d|COVID\d*|[0-3]?\d[A-D]\d{3}|F\d|B\d|ISO\d+|SS\d)"
)
_DOMAIN = frozenset(
    {
        "chip",
        "chips",
        "processor",
        "processors",
        "accelerator",
        "accelerators",
        "semiconductor",
        "semiconductors",
        "gpu",
    }
)
_CONTEXT = NOUNS | frozenset("sales shipments exports orders ban production version versions".split())


def items(words: Words, makers: frozenset[int]) -> Iterator[Candidate]:
    """Unknown products; ``makers`` are the positions where a firm's name ends."""
    found = list(_designated(words, makers))
    series = frozenset(words.at(item.first) for item in found if item.size > 1 and item.weight >= 2)
    yield from (item for item in found if item.weight >= 2 or (item.size > 1 and words.at(item.first) in series))


def _designated(words: Words, makers: frozenset[int]) -> Iterator[Candidate]:
    """Whatever is written like a product; that which nothing around it supports with weight 1."""
    for position, word in enumerate(words.row):
        if _PATTERN.fullmatch(_bare(word.text)) and not _NO_PRODUCT.fullmatch(_bare(word.text)):
            last = _designation_end(words, position)
            if _supported(words, position, last, makers):
                yield _item(words, _series_start(words, position, makers), last)
        elif (
            (len(word.text) > 1 or words.fold(position + 1) in NOUNS)
            and _NUMBER.fullmatch(word.text)
            and (first := _numbered_start(words, position, makers)) < position
        ):
            last = _with_variant(words, position + 1)
            item = _item(words, first, last)
            yield item if _supported(words, first, last, makers) else replace(item, weight=1.0)


def _bare(text: str) -> str:
    return text[:-1] if text.endswith("s") and len(text) > 2 else text


def _designation_end(words: Words, position: int) -> int:
    return _with_variant(words, position + 1)


def _with_variant(words: Words, end: int) -> int:
    while words.at(end) in _VARIANTS or (_NUMBER.fullmatch(words.at(end)) and words.at(end)[-1].isalpha()):
        end += 1
    return end


def _series_start(words: Words, position: int, makers: frozenset[int]) -> int:
    """Back over a glued prefix such as ``NXT:``; a maker's name is left out."""
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
    prefix = words.at(position - 2)
    if words.at(position - 1) == "-" and words.row[position].glued and prefix.isupper() and len(prefix) < 5:
        return position - 2
    while first > 0 and words.same_sentence(first - 1, position) and first > position - 3:
        word = words.row[first - 1]
        if first in makers or not (word.capital and word.alphabetic) or word.text in _NOT_SERIES or word.initial:
            break
        first -= 1
    if words.at(first) == ":" or words.at(position - 1) in _NOT_SERIES:
        return position
    return first


_NOT_SERIES = (
    lexicon.words("heads", "weekdays_months")
    | lexicon.words("heads", "instrument_numbered")
    | lexicon.words("heads", "instrument_last")
    | frozenset({"No", "Page", "Part", "Chapter", "Line", "Room", "Phone", "Nos", "US", "Index", "In", "The", "About"})
    | lexicon.words("words", "openers")
)


_OFFERED = lexicon.words("cues", "items.offered")


def _offered(words: Words, first: int) -> bool:
    """Whether something is sold, shown or banned under the name: ``unveiled the | KX-8000``."""
    return any(words.fold(at) in _OFFERED and words.same_sentence(at, first) for at in range(max(0, first - 3), first))


def _supported(words: Words, first: int, last: int, makers: frozenset[int]) -> bool:
    """Whether a maker stands before it, or a word for goods stands near."""
    if first in makers or (words.at(first - 1) == "'s" and first - 1 in makers):
        return True
    if words.fold(last) in _CONTEXT or words.fold(last + 1) in NOUNS:
        return True
    if re.fullmatch(r"[A-Z]{1,4}\d{2,4}[A-Za-z]{0,2}s?", words.at(first)) and not _DOMAIN.isdisjoint(words.lower):
        return True
    if _offered(words, first) and len(words.written(first, last)) > 2:
        return True
    near = range(max(0, first - 8), min(len(words), last + 8))
    return any(words.fold(at) in NOUNS and words.same_sentence(first, at) for at in near)


def _item(words: Words, first: int, last: int) -> Candidate:
    name = words.written(first, last)
    if last - first == 1 and name.endswith("s") and any(c.isdigit() for c in name):
        name = name[:-1]
    return Candidate(first=first, last=last, kind="item", ids=(), name=name, rule="name", weight=2.2)
