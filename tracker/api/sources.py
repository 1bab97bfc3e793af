"""The routes of the API about sources: how each does, and figures for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from pydantic import Field

from tracker.api.base_shapes import Shape
from tracker.api.description import problem
from tracker.api.exporting import SourcesAsked, export, files_of, wanted
from tracker.api.routes import Held
from tracker.errors import NotFound
from tracker.sources import SourceKind
from tracker.store import Store
from tracker.store.crawl_views import IssueKind
from tracker.store.health import CONDITIONS, Condition, source_detail, source_health

router = APIRouter(responses={503: problem("The database cannot be used.")})


class Source(Shape):
    """A place where news appears, how it stands and how it does."""

    name: str = Field(examples=["federal-register-bis"])
    """Stable identifier."""
    title: str = Field(examples=["Federal Register: Bureau of Industry and Security"])
    """What it is."""
    publisher: str = Field(examples=["Office of the Federal Register"])
    """Who publishes it."""
    country: str = Field(examples=["US"])
    """ISO 3166-1 code of the publisher's country; `EU` for the Union, `XX` where it is not one country's."""
    language: str = Field(examples=["en"])
    """BCP 47 code of most of its documents."""
    kind: SourceKind
    """An authority, one of those whom it concerns, a newspaper, or a research house."""
    homepage: str = Field(examples=["https://www.federalregister.gov/"])
    """Where a reader finds it."""
    licence: str
    """What may be done with its texts."""
    note: str | None
    """What one should know before enabling it."""
    starter: bool
    """Whether it belongs to the set that is suggested to begin with."""
    own: bool
    """Whether the user made it."""
    schedule: str = Field(examples=["every 30 minutes"])
    """When it is looked through, in words."""
    expected: int = Field(examples=[2])
    """How many documents it should bring, at least, in `expected_days` days."""
    expected_days: int = Field(examples=[30])
    """The days in which that many are expected."""
    enabled: bool
    """Whether it is watched."""
    condition: Condition
    """`off`; `new`: no success yet; `working`; `well`; `quiet`: brought less than expected; `failing`."""
    last_started: datetime | None
    """When it was last looked through."""
    last_success: datetime | None
    """When that last went well."""
    last_error: str | None
    """What went wrong the last time; null where it went well."""
    failures: int
    """How often in a row it failed."""
    next_at: datetime | None
    """When it is looked through next; null while it is off."""
    held: int
    """Documents that are held from it."""
    lately: int
    """Documents that it brought in the last `expected_days` days."""
    newest: datetime | None
    """When the last new document was held."""
    waiting: int
    """Pages that are still to be fetched."""
    failed: int
    """Pages that were given up."""
    issues: int
    """Different issues in the last seven days."""


class Sources(Shape):
    """All sources: those that are enabled first, then by name."""

    items: list[Source]
    """The sources."""
    total: int = Field(examples=[55])
    """How many there are."""


class Run(Shape):
    """One look through a source."""

    id: str
    """Identifier."""
    started: datetime
    """When it began."""
    finished: datetime | None
    """When it ended; null while it is under way."""
    listed: int
    """Pages that its listings named."""
    found: int
    """Of those, how many were new."""
    added: int
    """Articles that are new."""
    updated: int
    """Articles of which a new version came."""
    unchanged: int
    """Pages that were looked at again and said the same."""
    copies: int
    """Pages that are another address of an article."""
    failed: int
    """Pages that could not be used this time."""
    error: str | None
    """What was wrong with its listings."""


class Issue(Shape):
    """Something that went wrong with a source."""

    kind: IssueKind
    """`alarm`: a listing is not what it should be; `error`: it did not come; `page`: a page could not be used."""
    message: str
    """What is wrong and what to do."""
    address: str | None
    """Where."""
    first_at: datetime
    """When it was seen first."""
    last_at: datetime
    """When it was seen last."""
    times: int
    """How often it was seen."""


class SourceDetail(Shape):
    """A source with its last runs and issues."""

    source: Source
    """The source."""
    runs: list[Run]
    """Its last runs, newest first."""
    issues: list[Issue]
    """What went wrong lately, newest first."""


@router.get("/api/sources", summary="Sources", tags=["Sources"], response_model=Sources, responses=files_of("sources"))
def sources(asked: Annotated[SourcesAsked, Query()], request: Request, store: Held) -> Any:
    """List the sources, whether they are on, and how they do."""
    found = source_health(store, datetime.now(UTC))
    form = wanted("sources", asked.format, request)
    return export("sources", form, request, lambda: found) if form else {"items": found, "total": len(found)}


@router.get(
    "/api/sources/{name}",
    summary="One source",
    tags=["Sources"],
    response_model=SourceDetail,
    responses={404: problem("There is no source of this name."), 422: problem("The name cannot be one.")},
)
def source(name: Annotated[str, Path(description="The source's `name`.", examples=["bis-press"])], store: Held) -> Any:
    """Show one source with its last runs and what went wrong."""
    found = source_detail(store, name, datetime.now(UTC))
    if found is None:
        raise NotFound(f"There is no source {name}; /api/sources lists them")
    return found


@router.get("/metrics", include_in_schema=False)
def metrics(store: Held) -> Response:
    """Show figures of the store and its sources to Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(store))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


_NUMBERS: tuple[tuple[Literal["held", "lately", "expected", "waiting", "failed", "failures", "issues"], str], ...] = (
    ("held", "Documents held from a source."),
    ("lately", "Documents that a source brought in the days in which some are expected."),
    ("expected", "Documents that a source should bring in those days."),
    ("waiting", "Pages of a source that are still to be fetched."),
    ("failed", "Pages of a source that were given up."),
    ("failures", "Failed looks through a source in a row."),
    ("issues", "Different issues of a source in the last seven days."),
)


class _Figures(Collector):
    """Read from the database when they are asked for, so that they are right whichever process does the work."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        """All figures; of sources those that are on."""
        held = GaugeMetricFamily("tracker_held", "How much is held of each thing.", labels=["thing"])
        for thing, number in self._store.counts().items():
            held.add_metric([thing], number)
        yield held
        found = [health for health in source_health(self._store, datetime.now(UTC)) if health.enabled]
        for name, words in _NUMBERS:
            family = GaugeMetricFamily(f"tracker_source_{name}", words, labels=["source"])
            for health in found:
                family.add_metric([health.name], getattr(health, name))
            yield family
        success = GaugeMetricFamily(
            "tracker_source_last_success_seconds", "When a source last went well, in Unix time.", labels=["source"]
        )
        state = GaugeMetricFamily("tracker_source_condition", "How a source stands.", labels=["source", "condition"])
        for health in found:
            if health.last_success:
                success.add_metric([health.name], health.last_success.timestamp())
            for condition in CONDITIONS:
                state.add_metric([health.name, condition], health.condition == condition)
        yield success
        yield state
