"""The routes about one measure: its phases, where it stands, and what it changes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from tracker.api import measure_shapes as shapes
from tracker.api.asked import Asked
from tracker.api.description import problem
from tracker.api.exporting import MeasuresAsked, export, files_of, wanted
from tracker.api.routes import Known
from tracker.controls import as_known, impact
from tracker.controls.asking import PARTIES, read_entity, read_place
from tracker.controls.standing import standing
from tracker.errors import NotFound
from tracker.knowledge import Knowledge, MeasureRecord

_RESPONSES: dict[int | str, dict[str, Any]] = {
    404: problem("No measure has this id."),
    422: problem("A parameter is unknown or cannot be used; `errors` says which."),
}

router = APIRouter(prefix="/measures", tags=["Status"])

Measure = Annotated[str, Path(alias="id", description="The measure's id.", examples=["us-bis-2025-04-h20-letter"])]


class MeasureAsked(Asked):
    """On which days to look at a measure."""

    valid_at: date | None = Field(default=None, examples=["2025-12-05"])
    """The day on which it stands somewhere; today unless given."""
    known_at: date | None = Field(default=None, examples=["2025-11-05"])
    """Answer from what was public on this day; today unless given."""


class ImpactAsked(Asked):
    """For whom to compare the day before with the day itself."""

    destination: str = Field(default="CN", examples=["CN"])
    """Where goods go: an ISO 3166-1 code, or the name of a country or city."""
    party: str | None = Field(default=None, examples=["nexperia"])
    """Who receives them: a key or a name."""


@router.get("", summary="Measures", response_model=shapes.Measures, responses=files_of("measures"))
def measures(asked: Annotated[MeasuresAsked, Query()], request: Request, knowledge: Known) -> Any:
    """List the rules, letters, listings and bills that are held, by id."""
    found = sorted(knowledge.measures, key=lambda record: record.id)
    form = wanted("measures", asked.format, request)
    return export("measures", form, request, lambda: found) if form else {"items": found, "total": len(found)}


@router.get("/{id}", summary="One measure", response_model=shapes.Measure, responses=_RESPONSES)
def measure(name: Measure, asked: Annotated[MeasureAsked, Query()], knowledge: Known) -> Any:
    """Show a measure with its phases, and where it stands on one day as known on another."""
    found = _held(name, knowledge)
    today = datetime.now(UTC).date()
    view = as_known(knowledge, asked.known_at or today)
    return {
        "id": found.id,
        "title": found.title,
        "standing": standing(name, None, asked.valid_at or today, view),
        "phases": (*view.acts.get(name, ()), *view.announced.get(name, ())),
        "sources": found.sources,
    }


@router.get(
    "/{id}/impact",
    summary="What a measure changes",
    response_model=shapes.Impacts,
    responses={**_RESPONSES, 400: problem("A destination or party is not known.")},
)
def impacts(name: Measure, asked: Annotated[ImpactAsked, Query()], knowledge: Known) -> Any:
    """List the items whose status differs on the day before a measure acts and on the day itself."""
    _held(name, knowledge)
    party = read_entity(asked.party, PARTIES, knowledge, "party") if asked.party else None
    place = read_place(asked.destination, knowledge)
    return {"measure": name, "items": impact(name, knowledge, destinations=[place], parties=[party])}


def _held(name: str, knowledge: Knowledge) -> MeasureRecord:
    found = next((record for record in knowledge.measures if record.id == name), None)
    if found is None:
        raise NotFound(f"No measure has the id {name!r}")
    return found
