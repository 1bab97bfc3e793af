"""One event, entity or article for a reader, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracker.cli.printing import amount, counted, instant, one_line, period, printable
from tracker.model import Amount, Role
from tracker.store import (
    ArticleDetail,
    ArticleView,
    ClaimDateView,
    ClaimView,
    DateView,
    EntityDetail,
    EntityRef,
    EventDetail,
    EventView,
    FillerView,
)

_LINKS = {"outcome": "came of it", "promise": "announced as", "answer": "answered by", "reason": "in return for"}
_SHOWN = 15
"""How many events of a timeline a card shows; the list command shows all."""


def event_card(detail: EventDetail) -> Iterator[str]:
    """An event, where its sources differ, and what each of them says."""
    event = detail.event
    yield one_line(event.title)
    yield f"{event.type} · {event.status} · {_days(event.date)} · {event.id}"
    yield from _parts(event.roles, event.amounts)
    if event.attribution:
        yield f"  says: {one_line(event.attribution)}"
    if event.confidence:
        yield f"  confidence of the reference record: {event.confidence}"
    if event.description and event.description not in {claim.evidence.text for claim in detail.claims}:
        yield f"  {one_line(event.description)}"
    yield f"  {counted(event.sources, 'source')}, {counted(len(event.origins), 'independent origin')}"
    for conflict in detail.conflicts:
        yield f"  sources differ on the {conflict.kind}: {one_line(' / '.join(side.value for side in conflict.sides))}"
        if conflict.overclaiming:
            yield f"    says more than the best source: {one_line(', '.join(conflict.overclaiming))}"
    for choice in detail.choices:
        yield f"  {choice.field} after {one_line(choice.outlet or 'the reference timeline')}: {choice.reason}"
    for link in detail.follow_ups:
        after = f", {counted(link.days, 'day')} apart" if link.days is not None else ""
        yield f"  {_LINKS[link.kind]}: {one_line(link.event.title)} ({link.event.id}{after})"
    if detail.open_days is not None:
        yield f"  nothing has come of it yet, after {counted(detail.open_days, 'day')}"
    for claim in detail.claims:
        yield ""
        yield from _claim(claim, source=True)


def entity_card(detail: EntityDetail) -> Iterator[str]:
    """An entity with its newest events, its company and the articles that name it."""
    entity = detail.entity
    yield one_line(entity.name)
    yield " · ".join(fact for fact in (entity.kind, entity.country, entity.key) if fact)
    if detail.aliases:
        yield f"also: {one_line(', '.join(detail.aliases))}"
    yield ""
    yield f"{counted(entity.events, 'event')}, the newest first"
    yield from (_event_line(event) for event in detail.timeline[:_SHOWN])
    if entity.events > _SHOWN:
        yield f"  … all of them: tracker events --entity {entity.key}"
    if detail.companions:
        yield ""
        yield "most often together with"
        yield "  " + ", ".join(f"{one_line(other.entity.name)} ({other.events})" for other in detail.companions[:10])
    if detail.articles:
        yield ""
        yield f"named in {counted(entity.articles, 'article')}"
        yield from (_article_line(article) for article in detail.articles[:5])


def article_card(detail: ArticleDetail, *, text: bool) -> Iterator[str]:
    """An article and its claims; its whole text too if wanted."""
    article = detail.article
    yield one_line(article.headline or "(no headline)")
    published = instant(article.published, article.published_precision)
    facts = (article.outlet, ", ".join(article.byline), detail.dateline, published)
    yield " · ".join(one_line(fact) for fact in facts if fact)
    if article.url:
        yield one_line(article.url)
    if article.access:
        yield f"access: {article.access}"
    if detail.posts:
        yield f"live blog: {counted(len(detail.posts), 'post')}"
    if text:
        yield ""
        yield printable(detail.text)
    for claim in detail.claims:
        yield ""
        yield from _claim(claim, source=False)


def _claim(claim: ClaimView, *, source: bool) -> Iterator[str]:
    yield f"  {claim.type} · {claim.status} · {_days(claim.date)}"
    yield from (f"  {line}" for line in _parts(claim.roles, claim.amounts))
    if claim.attribution:
        yield f"    says: {one_line(claim.attribution.name)}"
    if claim.reading_confidence is not None:
        yield f"    reading confidence: {claim.reading_confidence:.2f}"
    yield f"    “{one_line(claim.evidence.text)}”"
    if source:
        yield f"    {_source(claim)}"
    elif claim.event_id:
        yield f"    tracker event {claim.event_id}"


def _source(claim: ClaimView) -> str:
    if claim.origin == "reference":
        return f"reference timeline: {one_line(', '.join(claim.sources)) or claim.reference_id}"
    published = instant(claim.published_at, None)
    where = f"tracker article {claim.article_id}" if claim.article_id else None
    return " · ".join(one_line(fact) for fact in (claim.outlet, published, where) if fact)


def _parts(roles: Mapping[Role, Sequence[EntityRef | FillerView]], amounts: Sequence[Amount]) -> Iterator[str]:
    for role, fillers in roles.items():
        yield f"  {role}: {one_line(', '.join(filler.name for filler in fillers))}"
    for found in amounts:
        yield f"  amount: {amount(found.value, found.unit)}"


def _event_line(event: EventView) -> str:
    return f"  {_days(event.date):<12} {event.status:<9} {one_line(event.title)}"


def _article_line(article: ArticleView) -> str:
    published = instant(article.published, "day")
    return f"  {published:<12} {one_line(article.headline or '–')} ({one_line(article.outlet or 'no outlet')})"


def _days(date: DateView | ClaimDateView | None) -> str:
    return period(date.start, date.end, date.precision) if date else "no date"
