"""Routes that count events instead of listing them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from tracker.api import counting_shapes
from tracker.api.description import problem
from tracker.api.routes import Held
from tracker.store import EventCount, EventFacets

_INVALID: dict[int | str, dict[str, Any]] = {
    422: problem("A parameter is unknown or cannot be used; `errors` says which.")
}

router = APIRouter(prefix="/api/events", responses={503: problem("The database cannot be used."), **_INVALID})


@router.get("/facets", summary="Count events by each field", tags=["Events"], response_model=counting_shapes.Facets)
def facets(asked: Annotated[EventFacets, Query()], store: Held) -> Any:
    """Count how many of the events have which type, status, jurisdiction and so on, each on its own."""
    return store.facets(asked)


@router.get(
    "/aggregate", summary="Count events by combinations", tags=["Events"], response_model=counting_shapes.Aggregate
)
def aggregate(asked: Annotated[EventCount, Query()], store: Held) -> Any:
    """Count how many events there are for each combination of one to three dimensions, such as type and month."""
    return store.aggregate(asked)
