"""The page that answers whether an item may be shipped: a form, the answer, and how it changes over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from tracker.controls import (
    Band,
    Classification,
    Shipment,
    Status,
    answer,
    as_known,
    classifications,
    read_shipment,
    timeline,
)
from tracker.errors import InputError
from tracker.knowledge import Knowledge
from tracker.store import Store
from tracker.web.rendering import root, show

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

FIELDS: tuple[tuple[str, str, str, str], ...] = (
    ("item", "Item", "text", "H20"),
    ("destination", "Goes to", "text", "China"),
    ("party", "Received by", "text", "ByteDance"),
    ("valid_at", "Shipped on", "date", ""),
    ("known_at", "By what was known on", "date", ""),
    ("end_use", "Used for", "text", "military"),
    ("origin", "Shipped from", "text", "Singapore"),
)
"""Name, label, sort of control and example; the names are those of the API."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One control of the form with what was entered."""

    name: str
    label: str
    sort: str
    example: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the page shows beside the form."""

    status: Status
    bands: tuple[Band, ...]
    classifications: tuple[Classification, ...]


def _knowledge(request: Request) -> Knowledge:
    knowledge: Knowledge = request.app.state.knowledge
    return knowledge


@router.get("/status")
def status(request: Request, knowledge: Annotated[Knowledge, Depends(_knowledge)]) -> HTMLResponse:
    """The form, and the answer if an item and a destination are given."""
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    try:
        found, wrong = answered(given, knowledge, request.app.state.store), None
    except InputError as error:
        found, wrong = None, str(error)
    return show(
        request,
        "status.html",
        422 if wrong else 200,
        section="/status",
        fields=fields(given),
        found=found,
        wrong=wrong,
        twin=_twin(request, found, given),
        names={key: entity.name for key, entity in knowledge.entities.items()},
    )


def _twin(request: Request, found: Answered | None, given: Mapping[str, str]) -> str | None:
    if found is None:
        return None
    asked = urlencode({name: value for name, value in given.items() if name != "item"})
    return f"{root(request)}/api/items/{quote(found.status.shipment.item)}/status?{asked}"


def fields(given: Mapping[str, str]) -> list[Field]:
    """The controls, filled with what was entered; the days are today's unless given."""
    today = datetime.now(UTC).date().isoformat()
    return [
        Field(
            name=name,
            label=label,
            sort=sort,
            example=example,
            value=given.get(name, today if sort == "date" else ""),
        )
        for name, label, sort, example in FIELDS
    ]


def answered(given: Mapping[str, str], knowledge: Knowledge, store: Store) -> Answered | None:
    """The answer to what was entered; ``None`` while nothing is. Raises ``InputError``."""
    known = {name for name, *_ in FIELDS}
    if strange := sorted(given.keys() - known):
        raise InputError(f"There is no field {' or '.join(strange)}")
    if not given:
        return None
    if missing := [name for name in ("item", "destination") if name not in given]:
        raise InputError(f"Give the {' and the '.join(missing)} too")
    words = {name: given[name] for name in given.keys() - {"valid_at", "known_at"}}
    shipment = read_shipment(Shipment(**words), knowledge)
    known_at = _day(given.get("known_at"))
    view = as_known(knowledge, known_at, store.reports(knowledge, known_at))
    return Answered(
        status=answer(shipment, _day(given.get("valid_at")), view),
        bands=timeline(shipment, view),
        classifications=classifications(shipment.item, knowledge) if shipment.item in view.specifications else (),
    )


def _day(words: str | None) -> date:
    if words is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise InputError(f"{words!r} is no day: write YYYY-MM-DD") from None
