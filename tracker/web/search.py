"""Search from anywhere: who and what bears the words, measures, events and articles that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.knowledge import Knowledge, KnownEntity, MeasureRecord
from tracker.model import Kind, slug
from tracker.store import Suggestion
from tracker.web.parameters import Held, Known, only, remembered
from tracker.web.rendering import root, show

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
class Office:
    """An office that someone holds or held, with the words by which it may be asked for."""

    words: frozenset[str]
    told: str
    ended: bool
    holder: KnownEntity


@router.get("/search")
def search(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """Everything that bears or holds the words."""
    only(request, "q")
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    if not words:
        return show(request, "search.html", section="/search", words="")
    found = store.search(words, _FEW)
    holders = in_office(words, remembered(request, "offices", lambda: tuple(_offices(knowledge))))
    named = [_hit(one) for one in found.entities if one.entity.key not in {hit.key for hit in holders}]
    return show(
        request,
        "search.html",
        section="/search",
        words=words,
        asked_words=words,
        hits=[*holders, *named][:_FEW],
        measures=measures(words, knowledge),
        found=found,
        twin=f"{root(request)}/api/search?{urlencode({'text': words})}",
    )


def _hit(one: Suggestion) -> Hit:
    other = one.form if one.form.casefold() != one.entity.name.casefold() else ""
    return Hit(key=one.entity.key, name=one.entity.name, kind=one.entity.kind, why=other)


def in_office(words: str, offices: Iterable[Office]) -> list[Hit]:
    """Who holds or held the office that ``words`` name: all of them occur in it, the last as a beginning too."""
    *whole, last = _tokens(words) or [""]
    best: dict[str, tuple[tuple[bool, int, str], Office]] = {}
    for one in offices:
        if len(whole) and one.words.issuperset(whole) and any(word.startswith(last) for word in one.words):
            rank = (one.ended, len(one.words), one.holder.name)
            if one.holder.id not in best or rank < best[one.holder.id][0]:
                best[one.holder.id] = (rank, one)
    return [
        Hit(key=one.holder.id, name=one.holder.name, kind=one.holder.kind, why=one.told)
        for _, one in sorted(best.values(), key=lambda pair: pair[0])[:_FEW]
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


def _offices(knowledge: Knowledge) -> Iterator[Office]:
    places = {
        entity.country: entity
        for entity in knowledge.entities.values()
        if entity.kind == "place" and entity.subkind == "country"
    }
    for entity in knowledge.entities.values():
        for office in entity.offices:
            body = knowledge.entities.get(office.organisation)
            place = places.get(body.country) if body else None
            where = " ".join(filter(None, [body.name if body else "", *(place.demonyms if place else ())]))
            ended = f" until {office.end}" if office.end else ""
            told = f"{office.title}, {body.name if body else office.organisation}{ended}"
            known = frozenset(_tokens(f"{office.title} {where} {place.name if place else ''} {entity.name}"))
            yield Office(words=known, told=told, ended=bool(office.end), holder=entity)


def _tokens(words: str) -> list[str]:
    return [word for word in re.split(r"-", slug(words)) if word]
