"""The routes of the API: every list takes one filter, every answer has one shape."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BeforeValidator, Field

from tracker import __version__
from tracker.api import shapes
from tracker.api.asked import Asked
from tracker.api.description import problem
from tracker.api.exporting import ArticlesAsked, ClaimsAsked, EntitiesAsked, EventsAsked, answer_list, files_of
from tracker.knowledge import Knowledge
from tracker.store import AsKnown, Page, Store, moment, plain_day

MISSING: dict[int | str, dict[str, Any]] = {
    404: problem("Nothing is held under this identifier."),
    422: problem("The identifier cannot be one."),
}
router = APIRouter(prefix="/api", responses={503: problem("The database cannot be used.")})


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def _knowledge(request: Request) -> Knowledge:
    knowledge: Knowledge = request.app.state.knowledge
    return knowledge


class KnownAsked(Asked):
    """When, and to whom."""

    known_at: Annotated[datetime | date | None, BeforeValidator(plain_day)] = Field(
        default=None, examples=["2025-07-20"]
    )
    """As it was known then: at the end of that day in UTC, or at that moment. Nothing that came later shows."""
    known_by: Literal["world", "tracker"] | None = Field(default=None, examples=["tracker"])
    """Known to the world, by what was published, unless given; or to this tracker, by what it had read."""

    @property
    def known(self) -> AsKnown:
        """As the store takes it."""
        return AsKnown(at=moment(self.known_at), by=self.known_by or "world")


Held = Annotated[Store, Depends(_store)]
Known = Annotated[Knowledge, Depends(_knowledge)]


@router.get(
    "/events", summary="Find events", tags=["Events"], response_model=shapes.EventPage, responses=files_of("events")
)
def events(asked: Annotated[EventsAsked, Query()], request: Request, store: Held) -> Any:
    """List what happened, newest first."""
    return answer_list("events", asked, request, store, lambda: listed(store.events(asked), request))


@router.get("/events/{id}", summary="One event", tags=["Events"], response_model=shapes.EventDetail, responses=MISSING)
def event(
    event_id: Annotated[str, Path(alias="id", description="The event's `id`, or that of any of its claims.")],
    asked: Annotated[KnownAsked, Query()],
    store: Held,
) -> Any:
    """Show one event with every claim that speaks of it, or what was known of it at some time."""
    return store.event(event_id, asked.known)


@router.get(
    "/claims", summary="Find claims", tags=["Claims"], response_model=shapes.ClaimPage, responses=files_of("claims")
)
def claims(asked: Annotated[ClaimsAsked, Query()], request: Request, store: Held) -> Any:
    """List what single sources say, newest first."""
    return answer_list("claims", asked, request, store, lambda: listed(store.claims(asked), request))


@router.get("/claims/{id}", summary="One claim", tags=["Claims"], response_model=shapes.Claim, responses=MISSING)
def claim(claim_id: Annotated[str, Path(alias="id", description="The claim's `id`.")], store: Held) -> Any:
    """Show one claim, whether it stands or was retracted."""
    return store.claim(claim_id)


@router.get(
    "/entities",
    summary="Find entities",
    tags=["Entities"],
    response_model=shapes.EntityPage,
    responses=files_of("entities"),
)
def entities(asked: Annotated[EntitiesAsked, Query()], request: Request, store: Held) -> Any:
    """List companies, agencies, organisations, people, items, instruments and places, by name."""
    return answer_list("entities", asked, request, store, lambda: listed(store.entities(asked), request))


@router.get(
    "/entities/{key}", summary="One entity", tags=["Entities"], response_model=shapes.EntityDetail, responses=MISSING
)
def entity(
    key: Annotated[str, Path(description="The entity's `key`.", examples=["nvidia"])],
    asked: Annotated[KnownAsked, Query()],
    store: Held,
) -> Any:
    """Show one entity with its timeline and its company, or what was known of them at some time."""
    return store.entity(key, asked.known)


@router.get(
    "/articles",
    summary="Find articles",
    tags=["Articles"],
    response_model=shapes.ArticlePage,
    responses=files_of("articles"),
)
def articles(asked: Annotated[ArticlesAsked, Query()], request: Request, store: Held) -> Any:
    """List the articles that were read, newest first."""
    return answer_list("articles", asked, request, store, lambda: listed(store.articles(asked), request))


@router.get(
    "/articles/{id}", summary="One article", tags=["Articles"], response_model=shapes.ArticleDetail, responses=MISSING
)
def article(article_id: Annotated[str, Path(alias="id", description="The article's `id`.")], store: Held) -> Any:
    """Show one article with its text, the names in it and its claims."""
    return store.article(article_id)


@router.get("/event-types", summary="Event types", tags=["About"])
def event_types(knowledge: Known) -> shapes.EventTypes:
    """List the types of event and what they mean."""
    known = sorted(knowledge.event_types.values(), key=lambda event_type: (event_type.family, event_type.id))
    return shapes.EventTypes(
        items=[shapes.EventType(**_fields(e), roles=list(e.roles)) for e in known], total=len(known)
    )


@router.get("/health", summary="Health", tags=["About"])
def health(store: Held) -> shapes.Health:
    """Say whether the service can answer, and how much it holds."""
    return shapes.Health(status="ok", version=__version__, holds=shapes.Counts.model_validate(store.counts()))


def _fields(event_type: Any) -> dict[str, str]:
    return {name: getattr(event_type, name) for name in ("id", "title", "family", "description")}


def listed(page: Page[Any], request: Request) -> dict[str, Any]:
    """A page as the API gives it, with the address of the next one."""
    return {
        "items": page.items,
        "total": page.total,
        "total_is": page.total_is,
        "limit": page.limit,
        "next": _next(page, request),
    }


def _next(page: Page[Any], request: Request) -> str | None:
    if page.next is None:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor" and value.strip()]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', page.next)])}"
