"""What can be asked: one filter is one field here, and everything else follows from it.

A field's description and examples become its OpenAPI parameter and the help of its command-line
option; its ``Criterion`` holds the form control and the SQL condition. To add a filter, add a field.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field
from sqlalchemy import ColumnElement

from tracker.model import CLAIM_STATUSES, CONFIDENCES, KINDS, ROLES, ClaimStatus, Confidence, Kind
from tracker.resolution import CONFLICT_KINDS, SOURCE_KINDS, ConflictKind, SourceKind
from tracker.store.conditions import (
    AsKnown,
    and_those_below,
    attributed_to,
    changed_since,
    contradicts,
    differs_on,
    has_origins,
    has_overclaims,
    heard,
    holds,
    in_event,
    is_about_family,
    is_contradicted,
    is_dated,
    is_named,
    is_of_type,
    is_read_surely,
    is_under_law_of,
    moment,
    of_event,
    of_states,
    of_types,
    plain_day,
    plays,
    plays_as_kind,
    plays_in_event,
    printed_since,
    printed_until,
    reported_by,
    said_by,
    stands,
    told_by,
    told_by_kind,
    was_named,
    was_reviewed,
    well_supported,
)
from tracker.store.searching import has_words
from tracker.store.selecting import Criterion, Excluding, Filter, Selection, Text, Texts, about, always, one_as_many
from tracker.store.states import CLOCKS
from tracker.store.tables import ArticleRow, ClaimRow, ConflictRow, EntityRow, EventRow

One = BeforeValidator(one_as_many)
"""For a list whose values are checked one by one: a single value needs no list around it."""


@cache
def event_types() -> tuple[str, ...]:
    """The names of all event types, in alphabetical order."""
    from tracker.knowledge.vocabulary import load_event_types  # noqa: PLC0415 - reads thirty files; forms need it, queries do not

    return tuple(sorted(load_event_types()))


KEYS_ONLY = " Give keys of entities; any of those given."
"""What a filter for entities says to programs; forms and the command line take names too."""


def _keys(description: str, example: str) -> Any:
    return about(description + KEYS_ONLY, example)


_words = about(
    "Words that must all occur; in double quotes they must stand together. OR between two lets either do, a minus"
    " before one leaves out what has it, a star after one stands for any ending.",
    "H20 licence -rumour",
)
_outlets = about("Outlets, named as the list of articles shows them; any of those given.", "South China Morning Post")
_until = "what has no date is left out."


class Happening(Excluding):
    """What events and the claims that they rest on can both be asked for."""

    text: Annotated[Text | None, _words, Criterion(label="Words", condition=has_words)] = None
    type: Annotated[
        Texts,
        about("Event types; any of those given.", "licence_granted"),
        Criterion(label="Type", choices=event_types, condition=is_of_type),
    ] = ()
    status: Annotated[
        tuple[ClaimStatus, ...],
        One,
        about("Whether it happened, is planned, only proposed, or denied; any of those given.", "occurred"),
        Criterion(label="Status", choices=lambda: CLAIM_STATUSES, condition=lambda rows, given: rows.status.in_(given)),
    ] = ()
    entity: Annotated[
        Texts, _keys("Plays any part in it.", "nvidia"), Criterion(label="Anyone", condition=plays(None))
    ] = ()
    actor: Annotated[Texts, _keys("Does it.", "nvidia"), Criterion(label="Actor", condition=plays("actor"))] = ()
    target: Annotated[
        Texts, _keys("It is done to them.", "smic"), Criterion(label="Target", condition=plays("target"))
    ] = ()
    participant: Annotated[
        Texts,
        _keys("Does it together with others.", "jensen-huang"),
        Criterion(label="Participant", condition=plays("participant")),
    ] = ()
    item: Annotated[
        Texts, _keys("What it is about.", "nvidia-h20"), Criterion(label="Item", condition=plays("item"))
    ] = ()
    destination: Annotated[
        Texts,
        _keys("Where goods go or a control points.", "china"),
        Criterion(label="Destination", condition=plays("destination")),
    ] = ()
    instrument: Annotated[
        Texts,
        _keys("The rule, list or agreement by which it is done.", "us-entity-list"),
        Criterion(label="Instrument", condition=plays("instrument")),
    ] = ()
    place: Annotated[
        Texts, _keys("Where it happens.", "beijing"), Criterion(label="Place", condition=plays("place"))
    ] = ()
    include_subsidiaries: Annotated[
        bool,
        about("Wherever an entity is asked for, also take those that belong to it or act for it.", example=True),
        Criterion(label="With subsidiaries", condition=always),
    ] = False
    kind: Annotated[
        tuple[Kind, ...],
        One,
        about("Someone or something of this kind plays a part; any of those given.", "person"),
        Criterion(label="Kind of party", choices=lambda: KINDS, condition=plays_as_kind),
    ] = ()
    family: Annotated[
        Texts,
        about("Families of items, such as accelerator, memory, equipment or material; any of those given.", "memory"),
        Criterion(label="Item family", condition=is_about_family),
    ] = ()
    jurisdiction: Annotated[
        Texts,
        about(
            "Whose authority acts or whose rule it is done by, as ISO 3166-1 alpha-2 or EU; any of those given.",
            "US",
        ),
        Criterion(label="Jurisdiction", condition=is_under_law_of),
    ] = ()
    date_from: Annotated[
        date | None,
        about(f"First day: what ended before it and {_until}", "2025-07-01"),
        Criterion(label="From", condition=always),
    ] = None
    date_to: Annotated[
        date | None,
        about(f"Last day: what began after it and {_until}", "2025-07-31"),
        Criterion(label="To", condition=always),
    ] = None
    date_match: Annotated[
        Literal["overlaps", "within"],
        about("Whether a date must only share a day with the days asked for, or lie within them.", "within"),
        Criterion(label="Dates", choices=lambda: ("overlaps", "within"), condition=always),
    ] = "overlaps"
    published_from: Annotated[
        date | None,
        about("First day of publication; what no article tells of is left out.", "2025-07-01"),
        Criterion(label="Published from", condition=printed_since),
    ] = None
    published_to: Annotated[
        date | None,
        about("Last day of publication; what no article tells of is left out.", "2025-07-31"),
        Criterion(label="Published to", condition=printed_until),
    ] = None
    outlet: Annotated[Texts, _outlets, Criterion(label="Outlet", condition=reported_by)] = ()
    source_kind: Annotated[
        tuple[SourceKind | Literal["reference"], ...],
        One,
        about(
            "Told by an authority's page, a filing, the press, or a reference record; any of those given.", "official"
        ),
        Criterion(label="Source", choices=lambda: (*SOURCE_KINDS, "reference"), condition=told_by_kind),
    ] = ()
    attribution: Annotated[
        Texts,
        about("Who is named as the source; any of those given.", "Ministry of Commerce"),
        Criterion(label="Attributed to", condition=attributed_to),
    ] = ()
    origin: Annotated[
        Literal["article", "reference"] | None,
        about("Told by an article, or held in the reference timeline.", "reference"),
        Criterion(label="Told by", choices=lambda: ("article", "reference"), condition=said_by),
    ] = None
    confidence: Annotated[
        tuple[Confidence, ...],
        One,
        about("How well the reference record is supported; any of those given. Others have none.", "high"),
        Criterion(
            label="Confidence", choices=lambda: CONFIDENCES, condition=lambda rows, given: rows.confidence.in_(given)
        ),
    ] = ()
    min_reading_confidence: Annotated[
        float | None,
        Field(ge=0, le=1),
        about("Read off the page at least so surely, from 0 to 1; reference records, which are not read, stay.", 0.8),
        Criterion(label="Read as surely as", condition=is_read_surely),
    ] = None
    include_low: Annotated[
        bool,
        about("Also show what only weakly supported reference records say.", example=True),
        Criterion(label="Weakly supported too", condition=well_supported, when_off=True),
    ] = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the filters, and of the days, which mean something only together."""
        return [*super().conditions(), *is_dated(self.rows, self.date_from, self.date_to, self.date_match)]

    def meant(self, name: str) -> Any:
        """Its value; of entities, the keys of all that belong to them too if that is asked for."""
        value = super().meant(name)
        return and_those_below(value) if self.include_subsidiaries and name in PARTS and value else value


PARTS = frozenset({"entity", *ROLES})
"""The filters that ask for entities."""


class KnownFilter(Selection):
    """What can be asked as it was known at some time."""

    known_at: Annotated[
        datetime | date | None,
        BeforeValidator(plain_day),
        about(
            "As it was known then: at the end of that day in UTC, or at that moment. Nothing that came later shows.",
            "2025-07-20",
        ),
        Criterion(label="As known on", condition=always),
    ] = None
    known_by: Annotated[
        Literal["world", "tracker"],
        about("Known to the world, by what was published; or to this tracker, by what it had read.", "tracker"),
        Criterion(label="Known to", choices=lambda: CLOCKS, condition=always),
    ] = "world"

    @property
    def known(self) -> AsKnown:
        """When, and to whom."""
        return AsKnown(at=moment(self.known_at), by=self.known_by)


class EventSelection(Happening, KnownFilter):
    """Which events."""

    rows = EventRow

    min_origins: Annotated[
        int | None,
        Field(ge=1, le=1000),
        about("At least so many said it who did not have it from another.", 2),
        Criterion(label="Independent origins", condition=has_origins),
    ] = None
    has_conflict: Annotated[
        bool | None,
        about("Only where its sources contradict each other, or (false) only where they do not.", example=True),
        Criterion(label="Contradicted", choices=lambda: ("true", "false"), condition=is_contradicted),
    ] = None
    conflict: Annotated[
        tuple[ConflictKind, ...],
        One,
        about("On what its sources contradict each other; any of those given.", "date"),
        Criterion(label="Contradicted on", choices=lambda: CONFLICT_KINDS, condition=differs_on),
    ] = ()
    reviewed: Annotated[
        bool | None,
        about("Only what a person has decided on, or (false) only what nobody has.", example=True),
        Criterion(label="Reviewed", choices=lambda: ("true", "false"), condition=was_reviewed),
    ] = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the filters, on the states that held then."""
        return [*super().conditions(), *holds(self.known)]


EventSort: TypeAlias = Literal["newest", "oldest", "changed", "sources"]
"""By the day of the event; by when the answer about it last changed; by how many sources speak of it."""


class EventFilter(Filter, EventSelection):
    """Which events; the newest first."""

    sort: Annotated[
        EventSort,
        about("The newest first, or the oldest; what changed last; or what most sources speak of.", "sources"),
    ] = "newest"
    changed_since: Annotated[
        int | None,
        Field(
            ge=0,
            le=2**63 - 1,
            description="Changed after the change of this number; `/api/changes` gives the numbers.",
            examples=[4711],
        ),
    ] = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the selection, and of the changes."""
        return [*super().conditions(), *(() if self.changed_since is None else (changed_since(self.changed_since),))]


class ClaimFilter(Filter, Happening, KnownFilter):
    """Which claims; the newest first."""

    rows = ClaimRow

    article: Annotated[
        Text | None,
        about("The id of the article that makes it.", "0a1b2c3d4e5f60718293"),
        Criterion(label="Article", condition=lambda rows, identifier: rows.article_id == identifier),
    ] = None
    event: Annotated[
        Text | None,
        about("The id of the event that it speaks of.", "0a1b2c3d4e5f60718293"),
        Criterion(label="Event", condition=of_event),
    ] = None
    include_retracted: Annotated[
        bool,
        about("Also show what no longer stands.", example=True),
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
        about("Words that must all occur in the name or its other forms.", "advanced micro"),
        Criterion(label="Name", condition=has_words),
    ] = None
    kind: Annotated[
        tuple[Kind, ...],
        One,
        about("Kinds of entity; any of those given.", "company"),
        Criterion(label="Kind", choices=lambda: KINDS, condition=lambda rows, kinds: rows.kind.in_(kinds)),
    ] = ()
    country: Annotated[
        Text | None,
        about("The country that it belongs to, as ISO 3166-1 alpha-2.", "CN"),
        Criterion(label="Country", condition=lambda rows, code: rows.country == code.upper()),
    ] = None
    include_unnamed: Annotated[
        bool,
        about("Also show what the knowledge base holds and no source has named yet.", example=True),
        Criterion(label="Unnamed too", condition=was_named, when_off=True),
    ] = False


class ArticleFilter(Filter):
    """Which articles; the newest first."""

    rows = ArticleRow

    text: Annotated[Text | None, _words, Criterion(label="Words", condition=has_words)] = None
    outlet: Annotated[
        Texts, _outlets, Criterion(label="Outlet", condition=lambda rows, outlets: rows.outlet.in_(outlets))
    ] = ()
    language: Annotated[
        Text | None,
        about("The language that it is written in.", "en"),
        Criterion(label="Language", condition=lambda rows, code: rows.language == code),
    ] = None
    entity: Annotated[Texts, _keys("Is named in it.", "nvidia"), Criterion(label="Names", condition=is_named)] = ()
    date_from: Annotated[
        date | None,
        about("First day of publication.", "2025-07-01"),
        Criterion(label="Published from", condition=lambda rows, day: rows.published_day >= day),
    ] = None
    date_to: Annotated[
        date | None,
        about("Last day of publication.", "2025-07-31"),
        Criterion(label="Published to", condition=lambda rows, day: rows.published_day <= day),
    ] = None


class ConflictFilter(Filter, KnownFilter):
    """Where the sources of events differ; the newest events first."""

    rows = ConflictRow

    kind: Annotated[
        tuple[ConflictKind, ...],
        One,
        about("On what they differ; any of those given.", "status"),
        Criterion(label="About", choices=lambda: CONFLICT_KINDS, condition=lambda rows, kinds: rows.kind.in_(kinds)),
    ] = ()
    event: Annotated[
        Text | None,
        about("The id of the event, or of any of its claims.", "0a1b2c3d4e5f60718293"),
        Criterion(label="Event", condition=in_event),
    ] = None
    type: Annotated[
        Texts,
        about("Event types; any of those given.", "licence_granted"),
        Criterion(label="Type", choices=event_types, condition=of_types),
    ] = ()
    entity: Annotated[
        Texts,
        _keys("Plays any part in the event.", "nvidia"),
        Criterion(label="Anyone", condition=plays_in_event),
    ] = ()
    outlet: Annotated[Texts, _outlets, Criterion(label="Outlet", condition=told_by)] = ()
    overclaims: Annotated[
        bool,
        about("Only where a source says more than a better one.", example=True),
        Criterion(label="Overclaims only", condition=has_overclaims),
    ] = False
    include_inexact: Annotated[
        bool,
        about("Also where one source is only less exact than another.", example=True),
        Criterion(label="Inexact too", condition=contradicts, when_off=True),
    ] = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the filters, on the states that held then."""
        return [*super().conditions(), of_states(self.known)]
