"""Articles of a few sentences about invented firms, and what is read out of them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from types import MappingProxyType

from tracker.extraction import extract
from tracker.knowledge import load_knowledge
from tracker.model import Article, Claim, Extraction, Role

ON_TOPIC = "It is the latest turn in the dispute over export controls and sanctions."
"""Meetings, statements and share prices are told only in an article about controls."""


def article(text: str, published: str | None = "2025-07-18", language: str | None = "en") -> Article:
    """An article with this body that appeared on a Friday, unless told otherwise."""
    return Article(
        url=None, outlet=None, headline=None, standfirst=None, byline=(), dateline=None,
        published=datetime.fromisoformat(f"{published}T12:00:00+00:00") if published else None,
        published_precision="instant" if published else None, modified=None, language=language, text=text,
        topics=(), related=(), links=(), origins=MappingProxyType({}),
    )  # fmt: skip


@cache
def reading(text: str, published: str | None = "2025-07-18") -> Extraction:
    """All that is read out of the text, followed by a paragraph that says what it is about."""
    return extract(article(f"{text}\n\n{ON_TOPIC}", published), load_knowledge())


def claims(text: str, kind: str | None = None, published: str | None = "2025-07-18") -> tuple[Claim, ...]:
    """The claims of a type, or all, in the order of the text."""
    return tuple(claim for claim in reading(text, published).claims if kind in {None, claim.type})


def claim(text: str, kind: str, published: str | None = "2025-07-18") -> Claim:
    """The one claim of a type; fails with what was read instead."""
    found = claims(text, kind, published)
    assert len(found) == 1, [(told.type, told.status, names(told)) for told in claims(text, None, published)]
    return found[0]


def names(told: Claim) -> dict[Role, list[str]]:
    """The names in each role that is filled."""
    return {role: [filler.name for filler in fillers] for role, fillers in told.roles.items()}


def days(told: Claim) -> str | None:
    """The date as ``2025-07-14``, or ``2025-07-01/2025-07-31`` where it is more than a day."""
    if told.date is None:
        return None
    start, end = told.date.start.isoformat(), told.date.end.isoformat()
    return start if start == end else f"{start}/{end}"


def source(told: Claim) -> str | None:
    """To whom the claim is attributed."""
    return told.attribution.name if told.attribution else None
