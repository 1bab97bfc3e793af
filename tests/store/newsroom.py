"""Articles, claims and reference records made up in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from tracker.knowledge import KnownEntity, ReferenceAmount, TimelineRecord
from tracker.model import (
    Amount,
    Article,
    Attribution,
    Claim,
    ClaimStatus,
    Confidence,
    DateInterval,
    Document,
    Entity,
    Evidence,
    Extraction,
    Filler,
    Kind,
    Link,
    Mention,
    Precision,
    Reason,
    Role,
    slug,
)
from tracker.store import Added, Store

NOW = datetime(2025, 8, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
SEOUL = timezone(timedelta(hours=9))

KINDS: Mapping[Role, Kind] = {"item": "item", "destination": "place", "place": "place", "instrument": "instrument"}


def key(name: str, role: Role = "actor") -> str:
    """The key that an unknown name gets."""
    return f"{KINDS.get(role, 'company')}~{slug(name)}"


def day(text: str) -> DateInterval:
    """One day."""
    return days(text, text, "day")


def days(first: str, last: str, precision: Precision) -> DateInterval:
    """Several."""
    return DateInterval(
        start=date.fromisoformat(first),
        end=date.fromisoformat(last),
        precision=precision,
        words="then",
        rule="as written",
    )


def claim(
    text: str,
    event_type: str = "licence_granted",
    *,
    status: ClaimStatus = "occurred",
    when: DateInterval | None = None,
    amount: Amount | None = None,
    says: str | None = None,
    **roles: str,
) -> Claim:
    """A claim proved by ``text``; ``roles`` are names, several divided by a comma."""
    return Claim(
        type=event_type,
        status=status,
        date=when,
        roles={role: tuple(_filler(name, role) for name in names.split(", ")) for role, names in roles.items()},  # type: ignore[misc]
        amounts=(amount,) if amount else (),
        attribution=Attribution(name=says, key=None, words=f"{says} said") if says else None,
        evidence=Evidence(start=0, end=len(text), text=text),
        reasons=(Reason(field="type", words="granted", rule="verb"),),
    )


def _filler(name: str, role: Any) -> Filler:
    return Filler(key=key(name, role), name=name, words=name, rule="subject")


def article(claims: Iterable[Claim], **changes: Any) -> tuple[Article, tuple[Claim, ...]]:
    """An article that says the sentences of ``claims``, each in a paragraph; evidence spans are put right."""
    text, placed = "", []
    opening = changes.pop("opening", "")
    text = opening
    for told in claims:
        text += ("\n\n" if text else "") + told.evidence.text
        end = len(text)
        span = Evidence(start=end - len(told.evidence.text), end=end, text=told.evidence.text)
        placed.append(replace(told, evidence=span))
    fields: dict[str, Any] = {
        "url": "https://news.example/chips/1",
        "outlet": "Example News",
        "headline": "Chips go out",
        "standfirst": None,
        "byline": ("Ada Byron",),
        "dateline": "Seoul",
        "published": datetime(2025, 7, 18, 21, tzinfo=SEOUL),
        "published_precision": "instant",
        "modified": None,
        "language": "en",
        "text": text,
        "topics": ("Trade",),
        "related": (),
        "links": (Link(url="https://news.example/", text="home"),),
        "origins": {"headline": "h1"},
    }
    return Article(**(fields | changes)), tuple(placed)


def extraction(*claims: Claim, **changes: Any) -> Extraction:
    """What is read out of an article with ``claims``; every filler is an entity."""
    printed, placed = article(claims, **changes)
    entities: dict[str, Entity] = {}
    for told in placed:
        for role, fillers in told.roles.items():
            for filler in fillers:
                entities[filler.key] = _entity(filler.name, KINDS.get(role, "company"), printed.text)
    return Extraction(article=printed, entities=tuple(entities.values()), claims=placed)


def _entity(name: str, kind: Kind, text: str) -> Entity:
    at = text.find(name)
    mentions = (Mention(start=at, end=at + len(name), text=name),) if at >= 0 else ()
    return Entity(id=None, kind=kind, name=name, mentions=mentions)


def document(body: str, url: str = "https://news.example/chips/1?from=feed") -> Document:
    """A page with ``body``."""
    return Document(url=url, media_type="text/html", charset="utf-8", fetched=NOW, body=body.encode())


def tell(store: Store, *claims: Claim, page: int = 1, version: str = "1", at: datetime = NOW, **changes: Any) -> Added:
    """Add an article with ``claims`` on a page of its own, and resolve."""
    address = f"https://news.example/chips/{page}"
    body = changes.pop("body", f"page {page}")
    read = extraction(*claims, **({"url": address} | changes))
    added = store.add(document(body, address), read, known_at=at, extractor_version=version)
    store.resolve()
    return added


def record(
    identifier: str, text: str, *, confidence: Confidence = "high", when: str = "2025-07-15", **roles: str
) -> TimelineRecord:
    """A reference record that a licence was granted."""
    return TimelineRecord(
        id=identifier,
        type="licence_granted",
        status="occurred",
        date=day(when),
        effective=None,
        jurisdictions=(),
        roles={role: tuple(names.split(", ")) for role, names in roles.items()},  # type: ignore[misc]
        related=(),
        products=(),
        instruments=(),
        amounts=(ReferenceAmount(value=3.0, unit="licences", what="granted"),),
        description=text,
        reported_only=False,
        withdrawn=False,
        confidence=confidence,
        sources=("https://law.example/1",),
        primary=(),
        note=None,
    )


KNOWN = (
    KnownEntity(id="acme", kind="company", name="Acme Chips", aliases=("Acme Semiconductor", "阿克米"), country="US"),
    KnownEntity(id="a10", kind="item", name="A10"),
    KnownEntity(id="freedonia", kind="place", name="Freedonia", country="FD"),
)
