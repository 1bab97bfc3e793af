"""The pages of one event, of entities and of articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from tracker.errors import InputError, NotFound
from tracker.exports import citations_of, in_words
from tracker.knowledge import Knowledge
from tracker.store import (
    ArticleDetail,
    ArticleFilter,
    AsKnown,
    ClaimView,
    EntityDetail,
    EntityFilter,
    EntityView,
    EventView,
    KnownFilter,
    Store,
)
from tracker.web.asking import ask, listing, twin_of
from tracker.web.charts import Network, network
from tracker.web.facts import facts
from tracker.web.markup import Paragraph, Proof, paragraphs
from tracker.web.offices import in_office, offices
from tracker.web.parameters import Held, Known, read_day
from tracker.web.rendering import show
from tracker.web.wording import heading

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

_AROUND = 16
"""How many stand around one in its network."""


@router.get("/events/{event_id}")
def event(event_id: str, request: Request, store: Held) -> HTMLResponse:
    """One event with every claim that speaks of it, or what was known of it at some time."""
    known = asked_when(request)
    detail = store.event(event_id, known)
    telling = {claim.article_id for claim in detail.claims if claim.article_id}
    # A page that is held may be a later version than the one known then, so that its text would say too much.
    articles = {} if known.at else {article: store.article(article) for article in telling}
    passages = {
        claim.id: passage(articles[claim.article_id], claim) for claim in detail.claims if claim.article_id in articles
    }
    derivations = dict.fromkeys((claim.date.words, claim.date.rule) for claim in detail.claims if claim.date)
    return show(
        request,
        "event.html",
        detail=detail,
        event=detail.event,
        articles=articles,
        passages=passages,
        derivations=list(derivations),
        found=store.history(event_id, known),
        section="/events",
        citation=in_words(citations_of(store, event_id, known)),
        known=known,
        query=f"?{request.url.query}" if known.at else "",
    )


def asked_when(request: Request) -> AsKnown:
    """From the parameters of a page to when, and to whom. Raises ``InputError``."""
    given = {name: value for name, value in request.query_params.items() if name in KnownFilter.model_fields}
    try:
        return KnownFilter.model_validate(given).known
    except ValidationError as error:
        raise InputError(
            f"The time cannot be used: {error.errors()[0]['msg']}; give a day such as 2025-07-20"
        ) from None


@router.get("/entities")
def entities(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """Everyone and everything that sources name."""
    question = ask(EntityFilter, request, store, knowledge)
    page = listing(store.entities(question.filter), request) if question.filter else None
    return show(
        request,
        "entities.html",
        200 if page else 422,
        section="/entities",
        form=question.form,
        listing=page,
        **({"twin": twin_of(request, question.filter)} if question.filter else {}),
    )


@router.get("/entities/{key}")
def entity(key: str, request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """One entity: what is known of it, what it took part in, and with whom."""
    when = asked_when(request)
    detail = _entity(key, store, knowledge, when)
    held = facts(knowledge, detail.entity.kb_id) if detail.entity.kb_id else None
    day = read_day(request.query_params.get("on"))
    return show(
        request,
        "entity.html",
        section="/entities",
        detail=detail,
        entity=detail.entity,
        facts=held,
        years=by_year(detail.timeline),
        day_asked=day,
        in_office=in_office(held, day) if held else (),
        chart=offices(held, day) if held else None,
        net=_network(key, detail, store, when),
        met=_with(detail, MEETINGS),
        licences=_with(detail, LICENCES),
        is_item=detail.entity.kind == "item",
    )


MEETINGS = frozenset({"meeting_held", "negotiation_held", "visit_made"})
LICENCES = frozenset({"licence_applied", "licence_granted", "licence_denied"})


def _with(detail: EntityDetail, types: Collection[str]) -> list[EventView]:
    return [event for event in detail.timeline if event.type in types]


def _network(key: str, detail: EntityDetail, store: Store, when: AsKnown) -> Network | None:
    around = detail.companions[:_AROUND]
    if len(around) < 2:
        return None
    shared = store.ties(key, [one.entity.key for one in around], when)
    return network([(one.entity.key, one.entity.name, one.kind, one.events) for one in around], shared)


def _entity(key: str, store: Store, knowledge: Knowledge, when: AsKnown) -> EntityDetail:
    try:
        return store.entity(key, when)
    except NotFound:
        known = knowledge.entities.get(key)
        if known is None:
            raise
    # Facts point to others of whom nothing was read yet: they have a page too.
    nothing = EntityView(
        key=key, kb_id=key, kind=known.kind, name=known.name, country=known.country, articles=0, events=0
    )
    return EntityDetail(entity=nothing, aliases=known.aliases, timeline=(), companions=(), articles=())


@router.get("/articles")
def articles(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """The articles that were read."""
    question = ask(ArticleFilter, request, store, knowledge)
    page = listing(store.articles(question.filter), request) if question.filter else None
    return show(
        request,
        "articles.html",
        200 if page else 422,
        section="/articles",
        form=question.form,
        listing=page,
        **({"twin": twin_of(request, question.filter)} if question.filter else {}),
    )


@router.get("/articles/{article_id}")
def article(article_id: str, request: Request, store: Held) -> HTMLResponse:
    """One article with its names and proofs marked and its claims in the margin."""
    detail = store.article(article_id)
    return show(
        request,
        "article.html",
        detail=detail,
        article=detail.article,
        paragraphs=paragraphs(detail.text, detail.mentions, proofs(detail.claims)),
        posts={post.start: post.published for post in detail.posts},
        claims={claim.id: claim for claim in detail.claims},
    )


@router.get("/types")
def types(request: Request, knowledge: Known) -> HTMLResponse:
    """What the event types mean."""
    by_family = groupby(
        sorted(knowledge.event_types.values(), key=lambda type_: type_.family), lambda type_: type_.family
    )
    families = [(family, list(members)) for family, members in by_family]
    return show(request, "types.html", section="/types", families=families)


def by_day(events: Iterable[EventView]) -> list[tuple[str, list[EventView]]]:
    """Runs of events with the same date, at its precision, under one heading."""
    return [(title, list(run)) for title, run in groupby(events, heading)]


def by_year(events: Sequence[EventView]) -> list[tuple[str, list[EventView]]]:
    """Runs of events of one year; those without a date stand apart."""
    runs = groupby(events, lambda event: str(event.date.start.year) if event.date else "No date given")
    return [(year, list(run)) for year, run in runs]


def proofs(claims: Iterable[ClaimView]) -> list[Proof]:
    """Where in the text of their article these claims are proven."""
    return [
        Proof(start=claim.evidence.start, end=claim.evidence.end, claim=claim.id)
        for claim in claims
        if claim.evidence.start is not None and claim.evidence.end is not None
    ]


def passage(article: ArticleDetail, claim: ClaimView) -> list[Paragraph]:
    """The paragraph around the words that prove ``claim``."""
    marked = paragraphs(article.text, article.mentions, proofs([claim]))
    return [paragraph for paragraph in marked if any(run.claims for run in paragraph.runs)]
