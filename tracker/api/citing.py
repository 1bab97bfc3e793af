"""The route that cites the sources of an event."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from tracker.api.base_shapes import Shape
from tracker.api.routes import MISSING, Held, KnownAsked
from tracker.exports import citations_of, in_bibtex, in_csl, in_words

router = APIRouter(prefix="/api", tags=["Events"])


class Citation(Shape):
    """One source of an event, as it is cited."""

    id: str
    """Of the article or the reference record."""
    kind: Literal["article", "reference"]
    """What it is."""
    authors: tuple[str, ...]
    """Who wrote it."""
    title: str | None
    """The headline; for a reference record its own wording."""
    publisher: str | None = Field(examples=["Reuters"])
    """The outlet; null for a reference record."""
    published: datetime | None
    """When it was published, in the outlet's own offset."""
    published_precision: Literal["instant", "day"] | None
    """Whether the time of that is known, or only the day."""
    url: str | None
    """Its address."""
    more: tuple[str, ...]
    """What else a reference record rests on."""
    accessed: date
    """When the page was received, in UTC."""
    quotes: tuple[str, ...]
    """The words that say so, exactly as written; none for a reference record, which is in words of its own."""


class Citations(Shape):
    """The sources of an event as one cites them."""

    items: tuple[Citation, ...]
    """One for each source."""
    text: str
    """All of them as paragraphs."""
    csl: list[dict[str, Any]]
    """The same as CSL-JSON, as Zotero and pandoc read it."""


class CitationAsked(KnownAsked):
    """In which form."""

    format: Literal["json", "text", "bibtex", "csl"] | None = Field(default=None, examples=["bibtex"])
    """As JSON with all forms unless given; as plain text, BibTeX or CSL-JSON alone."""


class CslResponse(JSONResponse):
    """Items of CSL-JSON."""

    media_type = "application/vnd.citationstyles.csl+json"


_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The citations in the form that was asked for.",
        "content": {name: {} for name in ("text/plain", "text/x-bibtex", "application/vnd.citationstyles.csl+json")},
    }
}


@router.get("/events/{id}/citation", summary="Cite an event", response_model=Citations, responses={**MISSING, **_FORMS})
def citation(
    event_id: Annotated[str, Path(alias="id", description="The event's `id`, or that of any of its claims.")],
    asked: Annotated[CitationAsked, Query()],
    store: Held,
) -> Any:
    """Cite every source of an event: who printed it, when, where, when it was received, and its very words."""
    found = citations_of(store, event_id, asked.known)
    match asked.format:
        case "text":
            return Response(in_words(found).encode(), media_type="text/plain; charset=utf-8")
        case "bibtex":
            return Response(in_bibtex(found).encode(), media_type="text/x-bibtex; charset=utf-8")
        case "csl":
            return CslResponse(in_csl(found))
    return {"items": found, "text": in_words(found), "csl": in_csl(found)}
