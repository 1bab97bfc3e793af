"""Names that belong to the page and not to its story: bylines, reporting credits, notes on the author."""

from __future__ import annotations

import re

from tracker.extraction.naming.named import Named
from tracker.extraction.naming.words import Words
from tracker.model import Article

_CREDIT = re.compile(
    r"[\(\[]?\s*(?:(?:Additional |With )?(?:reporting|writing|research|editing)|Reported|Written|Edited|Compiled|"
    r"Photograph|Photo|Translated|Produced)\b.{0,40}?\bby\b",
    re.IGNORECASE,
)
_NAME = r"^[\w.’'\- ]{3,40}?"
_TRADE = r"(?:reporter|correspondent|columnist|journalist|editor|fellow|writer|contributor)"
_AUTHOR = re.compile(
    rf"{_NAME},? (?:is|are) (?:an? |the |our )?(?:[\w’'-]+ ){{0,4}}?{_TRADE}\b"
    rf"|{_NAME} (?:covers|writes|reports|leads our|directs the|can be reached)\b"
)


def is_credit(article: Article, words: Words, named: Named) -> bool:
    """Whether the name stands only for who made the page."""
    if named.kind not in {"person", "place", "company", "organisation"}:
        return False
    first, last = _sentence(words, named.first)
    sentence = words.written(first, last)
    if _CREDIT.match(sentence):
        return True
    if named.kind == "person" and named.name in article.byline and named.id is None:
        return True
    near_end = words.row[named.first].start > len(article.text) * 0.75
    return (
        near_end
        and named.id is None
        and named.kind != "place"
        and bool(_AUTHOR.match(sentence))
        and named.first - first < 4
    )


def _sentence(words: Words, position: int) -> tuple[int, int]:
    return words.bounds[words.row[position].sentence - words.row[0].sentence] if words.row else (0, 0)
