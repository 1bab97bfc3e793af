"""Search from anywhere: who and what bears the words, measures, events and articles that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.knowledge import Knowledge, KnownEntity, MeasureRecord
from tracker.model import Kind, slug
from tracker.store import ArticleFilter, EntityFilter, EventFilter
from tracker.web.parameters import Held, Known, only, remembered
from tracker.web.rendering import show

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

_LONGEST = 200
_FEW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Someone or something that bears the words."""

    key: str
    name: str
    kind: Kind
    why: str
    """The other name or the office by which it was found; empty for its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Words under which an entity can be found."""

    words: frozenset[str]
    told: str
    weight: int
    """0 for its name, then other names, then offices that ended."""
    entity: KnownEntity


@router.get("/search")
def search(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """Everything that bears or holds the words."""
    only(request, "q")
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    if not words:
        return show(request, "search.html", section="/search", words="")
    forms = remembered(request, "forms", lambda: tuple(_forms(knowledge)))
    known = entities(words, forms)
    unknown = [
        Hit(key=one.key, name=one.name, kind=one.kind, why="")
        for one in store.entities(EntityFilter(text=words, limit=_FEW)).items
        if one.kb_id is None
    ]
    return show(
        request,
        "search.html",
        section="/search",
        words=words,
        asked_words=words,
        hits=[*known, *unknown][:_FEW],
        measures=measures(words, knowledge),
        events=store.events(EventFilter(text=words, limit=_FEW)),
        articles=store.articles(ArticleFilter(text=words, limit=_FEW)),
    )


def entities(words: str, forms: tuple[Form, ...]) -> list[Hit]:
    """Whom ``words`` may mean: all of them occur in one name or office, the last as a beginning too."""
    *whole, last = _tokens(words) or [""]
    best: dict[str, tuple[tuple[int, int, str], Form]] = {}
    for form in forms:
        if not (form.words.issuperset(whole) and any(word.startswith(last) for word in form.words)):
            continue
        exact = last in form.words
        rank = (form.weight + (not exact) * 2, len(form.words), form.entity.name)
        if form.entity.id not in best or rank < best[form.entity.id][0]:
            best[form.entity.id] = (rank, form)
    return [
        Hit(
            key=form.entity.id,
            name=form.entity.name,
            kind=form.entity.kind,
            why="" if form.told == form.entity.name else form.told,
        )
        for _, form in sorted(best.values(), key=lambda pair: pair[0])[:_FEW]
    ]


def measures(words: str, knowledge: Knowledge) -> list[MeasureRecord]:
    """Measures whose title or other names hold all of ``words``, the newest first."""
    asked = _tokens(words)
    found = [
        record
        for record in knowledge.measures
        if all(word in slug(" ".join((record.title, *record.aliases, record.id))) for word in asked)
    ]
    return found[::-1][:_FEW]


def _forms(knowledge: Knowledge) -> Iterator[Form]:
    for entity in knowledge.entities.values():
        for name in dict.fromkeys((entity.name, *entity.aliases, *entity.ambiguous_aliases)):
            yield Form(words=frozenset(_tokens(name)), told=name, weight=0 if name == entity.name else 1, entity=entity)
        for office in entity.offices:
            body = knowledge.entities.get(office.organisation)
            place = next((e for e in knowledge.entities.values() if body and _is_home(e, body)), None)
            where = " ".join(filter(None, [body.name if body else "", *(place.demonyms if place else ())]))
            ended = f" until {office.end}" if office.end else ""
            told = f"{office.title}, {body.name if body else office.organisation}{ended}"
            known = frozenset(_tokens(f"{office.title} {where} {place.name if place else ''} {entity.name}"))
            yield Form(words=known, told=told, weight=3 if office.end else 1, entity=entity)


def _is_home(entity: KnownEntity, body: KnownEntity) -> bool:
    return entity.kind == "place" and entity.subkind == "country" and entity.country == body.country is not None


def _tokens(words: str) -> list[str]:
    return [word for word in re.split(r"-", slug(words)) if word]
