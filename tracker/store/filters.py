"""What can be asked: one filter is one field here, and everything else follows from it.

A field's description and examples become its OpenAPI parameter and the help of its command-line
option; its ``Criterion`` holds the form control and the SQL condition. To add a filter, add a field.

Empty strings, which HTML forms send for untouched fields, mean *not set*.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic.fields import FieldInfo
from sqlalchemy import ColumnElement

from tracker.model import CLAIM_STATUSES, KINDS, ClaimStatus, Kind
from tracker.resolution import CONFLICT_KINDS, ConflictKind
from tracker.store.conditions import (
    AsKnown,
    Criterion,
    always,
    contradicts,
    has_overclaims,
    has_words,
    heard,
    holds,
    in_event,
    is_named,
    moment,
    of_event,
    of_states,
    of_types,
    plain_day,
    plays,
    plays_in_event,
    reported_by,
    said_by,
    stands,
    told_by,
    was_named,
    well_supported,
)
from tracker.store.states import CLOCKS
from tracker.store.tables import ArticleRow, ClaimRow, ConflictRow, EntityRow, EventRow, Row

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Texts: TypeAlias = Annotated[tuple[Text, ...], Field(max_length=100)]


def event_types() -> tuple[str, ...]:
    """The names of all event types, in alphabetical order."""
    from tracker.knowledge.vocabulary import load_event_types  # noqa: PLC0415 - reads thirty files; forms need it, queries do not

    return tuple(sorted(load_event_types()))


class Filter(BaseModel):
    """What all lists share: a page of results."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rows: ClassVar[type[Row]]
    """The table that is asked."""

    limit: Annotated[int, Field(ge=1, le=200, description="How many results a page has.", examples=[20])] = 50
    cursor: Annotated[
        str | None,
        Field(max_length=1000, description="Where the page begins: `next` of the page before.", examples=[None]),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _drop_what_is_empty(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        lists = {k: [i for i in v if not _blank(i)] if isinstance(v, (list, tuple)) else v for k, v in given.items()}
        return {k: v for k, v in lists.items() if v != [] and not _blank(v)}

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        first, last = getattr(self, "date_from", None), getattr(self, "date_to", None)
        if first and last and last < first:
            raise ValueError(f"date_to ({last}) is before date_from ({first})")
        return self

    @classmethod
    def criteria(cls) -> Iterator[tuple[str, FieldInfo, Criterion]]:
        """Every filter with its name, in the order of the form; paging is none."""
        for name, field in cls.model_fields.items():
            for criterion in field.metadata:
                if isinstance(criterion, Criterion):
                    yield name, field, criterion

    def conditions(self) -> list[ColumnElement[bool]]:
        """The SQL conditions of all filters that are set."""
        return [
            criterion.condition(self.rows, value)
            for name, _, criterion in self.criteria()
            if bool(value := getattr(self, name)) != criterion.when_off
        ]


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _about(description: str, example: object) -> Any:
    return Field(description=description, examples=[example])


def _key(description: str, example: str) -> Any:
    return _about(f"{description} Give the key of an entity.", example)


_words = _about("Words that must all occur; in double quotes they must stand together.", "H20 licence")
_outlet = _about("The outlet's name as the list of articles shows it.", "South China Morning Post")
_until = "what has no date is left out."


class HappeningFilter(Filter):
    """What events and the claims that they rest on can both be asked for."""

    text: Annotated[Text | None, _words, Criterion(label="Words", condition=has_words)] = None
    type: Annotated[
        Texts,
        _about("Event types; any of those given.", "licence_granted"),
        Criterion(label="Type", choices=event_types, condition=lambda rows, types: rows.type.in_(types)),
    ] = ()
    status: Annotated[
        tuple[ClaimStatus, ...],
        _about("Whether it happened, is planned, only proposed, or denied; any of those given.", "occurred"),
        Criterion(label="Status", choices=lambda: CLAIM_STATUSES, condition=lambda rows, given: rows.status.in_(given)),
    ] = ()
    entity: Annotated[
        Text | None, _key("Plays any part in it.", "nvidia"), Criterion(label="Anyone", condition=plays(None))
    ] = None
    actor: Annotated[Text | None, _key("Does it.", "nvidia"), Criterion(label="Actor", condition=plays("actor"))] = None
    target: Annotated[
        Text | None, _key("It is done to them.", "smic"), Criterion(label="Target", condition=plays("target"))
    ] = None
    participant: Annotated[
        Text | None,
        _key("Does it together with others.", "jensen-huang"),
        Criterion(label="Participant", condition=plays("participant")),
    ] = None
    item: Annotated[
        Text | None, _key("What it is about.", "nvidia-h20"), Criterion(label="Item", condition=plays("item"))
    ] = None
    destination: Annotated[
        Text | None,
        _key("Where goods go or a control points.", "china"),
        Criterion(label="Destination", condition=plays("destination")),
    ] = None
    instrument: Annotated[
        Text | None,
        _key("The rule, list or agreement by which it is done.", "us-entity-list"),
        Criterion(label="Instrument", condition=plays("instrument")),
    ] = None
    place: Annotated[
        Text | None, _key("Where it happens.", "beijing"), Criterion(label="Place", condition=plays("place"))
    ] = None
    date_from: Annotated[
        date | None,
        _about(f"First day: what ended before it and {_until}", "2025-07-01"),
        Criterion(label="From", condition=lambda rows, day: rows.date_end >= day),
    ] = None
    date_to: Annotated[
        date | None,
        _about(f"Last day: what began after it and {_until}", "2025-07-31"),
        Criterion(label="To", condition=lambda rows, day: rows.date_start <= day),
    ] = None
    outlet: Annotated[Text | None, _outlet, Criterion(label="Outlet", condition=reported_by)] = None
    origin: Annotated[
        Literal["article", "reference"] | None,
        _about("Told by an article, or held in the reference timeline.", "reference"),
        Criterion(label="Told by", choices=lambda: ("article", "reference"), condition=said_by),
    ] = None
    include_low: Annotated[
        bool,
        _about("Also show what only weakly supported reference records say.", example=True),
        Criterion(label="Weakly supported too", condition=well_supported, when_off=True),
    ] = False


class KnownFilter(Filter):
    """What can be asked as it was known at some time."""

    known_at: Annotated[
        datetime | date | None,
        BeforeValidator(plain_day),
        _about(
            "As it was known then: at the end of that day in UTC, or at that moment. Nothing that came later shows.",
            "2025-07-20",
        ),
        Criterion(label="As known on", condition=always),
    ] = None
    known_by: Annotated[
        Literal["world", "tracker"],
        _about("Known to the world, by what was published; or to this tracker, by what it had read.", "tracker"),
        Criterion(label="Known to", choices=lambda: CLOCKS, condition=always),
    ] = "world"

    @property
    def known(self) -> AsKnown:
        """When, and to whom."""
        return AsKnown(at=moment(self.known_at), by=self.known_by)


class EventFilter(HappeningFilter, KnownFilter):
    """Which events; the newest first."""

    rows = EventRow

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the filters, on the states that held then."""
        return [*super().conditions(), *holds(self.known)]


class ClaimFilter(HappeningFilter, KnownFilter):
    """Which claims; the newest first."""

    rows = ClaimRow

    article: Annotated[
        Text | None,
        _about("The id of the article that makes it.", "0a1b2c3d4e5f60718293"),
        Criterion(label="Article", condition=lambda rows, identifier: rows.article_id == identifier),
    ] = None
    event: Annotated[
        Text | None,
        _about("The id of the event that it speaks of.", "0a1b2c3d4e5f60718293"),
        Criterion(label="Event", condition=of_event),
    ] = None
    include_retracted: Annotated[
        bool,
        _about("Also show what no longer stands.", example=True),
        Criterion(label="Retracted too", condition=always, when_off=True),
    ] = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the filters, on the claims that stood then."""
        if self.known.at is not None:
            return [*super().conditions(), *heard(self.known)]
        return [*super().conditions(), *(() if self.include_retracted else (stands(ClaimRow, True),))]


class EntityFilter(Filter):
    """Which companies, agencies, organisations, people, items, instruments and places; in alphabetical order."""

    rows = EntityRow

    text: Annotated[
        Text | None,
        _about("Words that must all occur in the name or its other forms.", "advanced micro"),
        Criterion(label="Name", condition=has_words),
    ] = None
    kind: Annotated[
        tuple[Kind, ...],
        _about("Kinds of entity; any of those given.", "company"),
        Criterion(label="Kind", choices=lambda: KINDS, condition=lambda rows, kinds: rows.kind.in_(kinds)),
    ] = ()
    country: Annotated[
        Text | None,
        _about("The country that it belongs to, as ISO 3166-1 alpha-2.", "CN"),
        Criterion(label="Country", condition=lambda rows, code: rows.country == code.upper()),
    ] = None
    include_unnamed: Annotated[
        bool,
        _about("Also show what the knowledge base holds and no source has named yet.", example=True),
        Criterion(label="Unnamed too", condition=was_named, when_off=True),
    ] = False


class ArticleFilter(Filter):
    """Which articles; the newest first."""

    rows = ArticleRow

    text: Annotated[Text | None, _words, Criterion(label="Words", condition=has_words)] = None
    outlet: Annotated[
        Text | None, _outlet, Criterion(label="Outlet", condition=lambda rows, outlet: rows.outlet == outlet)
    ] = None
    language: Annotated[
        Text | None,
        _about("The language that it is written in.", "en"),
        Criterion(label="Language", condition=lambda rows, code: rows.language == code),
    ] = None
    entity: Annotated[Text | None, _key("Is named in it.", "nvidia"), Criterion(label="Names", condition=is_named)] = (
        None
    )
    date_from: Annotated[
        date | None,
        _about("First day of publication.", "2025-07-01"),
        Criterion(label="Published from", condition=lambda rows, day: rows.published_day >= day),
    ] = None
    date_to: Annotated[
        date | None,
        _about("Last day of publication.", "2025-07-31"),
        Criterion(label="Published to", condition=lambda rows, day: rows.published_day <= day),
    ] = None


class ConflictFilter(KnownFilter):
    """Where the sources of events differ; the newest events first."""

    rows = ConflictRow

    kind: Annotated[
        tuple[ConflictKind, ...],
        _about("On what they differ; any of those given.", "status"),
        Criterion(label="About", choices=lambda: CONFLICT_KINDS, condition=lambda rows, kinds: rows.kind.in_(kinds)),
    ] = ()
    event: Annotated[
        Text | None,
        _about("The id of the event, or of any of its claims.", "0a1b2c3d4e5f60718293"),
        Criterion(label="Event", condition=in_event),
    ] = None
    type: Annotated[
        Texts,
        _about("Event types; any of those given.", "licence_granted"),
        Criterion(label="Type", choices=event_types, condition=of_types),
    ] = ()
    entity: Annotated[
        Text | None,
        _key("Plays any part in the event.", "nvidia"),
        Criterion(label="Anyone", condition=plays_in_event),
    ] = None
    outlet: Annotated[Text | None, _outlet, Criterion(label="Outlet", condition=told_by)] = None
    overclaims: Annotated[
        bool,
        _about("Only where a source says more than a better one.", example=True),
        Criterion(label="Overclaims only", condition=has_overclaims),
    ] = False
    include_inexact: Annotated[
        bool,
        _about("Also where one source is only less exact than another.", example=True),
        Criterion(label="Inexact too", condition=contradicts, when_off=True),
    ] = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the filters, on the states that held then."""
        return [*super().conditions(), of_states(self.known)]
