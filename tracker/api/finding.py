"""Routes that find by words and by names."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from tracker.api import finding_shapes
from tracker.api.description import problem
from tracker.api.routes import Held, Known
from tracker.store import SUSPECT

_INVALID: dict[int | str, dict[str, Any]] = {
    422: problem("A parameter is unknown or cannot be used; `errors` says which.")
}
_MOST_NAMES = 1000

router = APIRouter(prefix="/api", responses={503: problem("The database cannot be used."), **_INVALID})

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Looked(BaseModel):
    """What somebody looks for."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: Words = Field(examples=["H20 licence"])
    """Words; "a phrase", a OR b, -without and begin* are understood. Names may be in any script and misspelt."""
    limit: int = Field(default=10, ge=1, le=50, examples=[10])
    """How many of each are shown."""


class Names(BaseModel):
    """Names to screen."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    names: list[Words] = Field(min_length=1, max_length=_MOST_NAMES, examples=[["Huawei Technologies", "中芯国际"]])
    """One or more names, each up to 200 characters."""
    least: float = Field(default=SUSPECT, ge=50, le=100, examples=[85])
    """From what score on a name is reported."""


@router.get("/search", summary="Search", tags=["Find"], response_model=finding_shapes.Found)
def search(asked: Annotated[Looked, Query()], store: Held) -> Any:
    """Find the newest events and articles that say some words, with passages, and entities that are called so."""
    return store.search(asked.text, asked.limit)


@router.get(
    "/entities/suggest", summary="Suggest entities", tags=["Entities"], response_model=finding_shapes.Suggestions
)
def suggest(asked: Annotated[Looked, Query()], store: Held) -> Any:
    """Suggest the entities that somebody may mean who is typing, in any script and with typing errors."""
    return {"items": store.suggest(asked.text, asked.limit)}


@router.post(
    "/screen",
    summary="Screen names",
    tags=["Find"],
    response_model=finding_shapes.Screening,
    responses={400: problem("What was sent is no JSON.")},
)
def screen(asked: Names, store: Held, knowledge: Known) -> Any:
    """Compare names with parties on lists and with all that is tracked; each match says why. Nothing is stored."""
    return {"items": store.screen(asked.names, knowledge.listings, asked.least)}
