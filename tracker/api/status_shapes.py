"""What the API answers about legal status. These names are a promise to clients, as those in `tracker.api.shapes`."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from tracker.api.base_shapes import Shape
from tracker.controls import State
from tracker.controls.assessing import Verdict
from tracker.controls.outcomes import Outcome
from tracker.controls.standing import StandingState
from tracker.knowledge.scopes import Effect, PhaseKind, Policy, Practice, Side
from tracker.model import Confidence


class Shipment(Shape):
    """What is asked about."""

    item: str = Field(examples=["nvidia-h20"])
    """The key of the item."""
    destination: str = Field(examples=["CN"])
    """ISO 3166-1 alpha-2 code of the destination."""
    party: str | None = Field(examples=["nexperia"])
    """The key of the one who receives it; null: not named."""
    end_use: str | None = Field(examples=["military"])
    """What it is for; null: not named."""
    origin: str | None = Field(examples=["US"])
    """From which country it is shipped; null: from that of its maker."""


class LicenceException(Shape):
    """A licence exception that is open."""

    name: str = Field(examples=["NAC"])
    """Its short name."""
    words: str
    """What it asks for."""


class Standing(Shape):
    """Where a measure stands on the day that was asked about."""

    state: StandingState
    """In force, suspended, ended, issued and not yet in force, proposed, or unknown."""
    since: date | None
    """The first day of that state."""
    reason: str = Field(examples=["in force since 2025-04-09"])
    """In words, with what is announced."""


class Assessment(Shape):
    """One measure or list, and why it applies or does not."""

    scope: str = Field(examples=["letter-h20"])
    """The part of the measure that was looked at."""
    measure: str | None = Field(examples=["us-bis-2025-04-h20-letter"])
    """The id of the measure; null for a list."""
    list: str | None = Field(examples=["us-entity-list"])
    """The key of the restricted-party list; null for a measure."""
    title: str
    """The title of the measure, or the name of the list."""
    side: Side
    """Whose rules it belongs to."""
    effect: Effect
    """What it does where it applies."""
    verdict: Verdict
    """Whether it applies here."""
    state: State | None
    """What it contributes to the answer; null where it decides nothing."""
    reason: str
    """Why, with the numbers compared."""
    standing: Standing
    """Where the measure stands on that day."""
    policy: Policy | None
    """How applications are looked at; null where none was published or read."""
    practice: Practice | None
    """What is said or done about licences, of measures that change no duty."""
    exceptions: tuple[LicenceException, ...]
    """Licence exceptions that it leaves open here."""
    conditions: tuple[str, ...]
    """What an applicant must show."""
    report: str | None
    """What is reported about it and not confirmed."""
    report_sources: tuple[str, ...]
    """Where that can be read."""
    confidence: Confidence
    """How well its record is supported."""
    sources: tuple[str, ...]
    """Where it can be read."""
    note: str | None
    """A remark of the editors."""


class SideStatus(Shape):
    """What the rules of one side say."""

    state: State
    """The strictest that is confirmed."""
    policy: Policy | None
    """How applications are looked at; null where no licence is needed or no policy is known."""
    exceptions: tuple[LicenceException, ...]
    """Exceptions that every measure that requires a licence leaves open."""
    conditions: tuple[str, ...]
    """What an applicant must show."""
    as_reported: State
    """The state if what is only reported holds too."""


class Status(Shape):
    """May it be shipped on that day, by what was known on the other?"""

    shipment: Shipment
    """What was asked about."""
    valid_at: date
    """The day of the shipment."""
    known_at: date
    """Nothing that became public after this day has a part in the answer."""
    state: State
    """The stricter of the two sides."""
    policy: Policy | None
    """How applications are looked at on that side."""
    exporter: SideStatus
    """The rules of the country that goods leave."""
    buyer: SideStatus
    """The rules of the country that buys them."""
    applied: tuple[Assessment, ...]
    """What decides, or would if a missing fact were known."""
    practice: tuple[Assessment, ...]
    """What is said and done about licences."""
    reported: tuple[Assessment, ...]
    """What is only reported; it decides nothing."""
    depends: tuple[Assessment, ...]
    """What would matter if the question said more."""
    considered: tuple[Assessment, ...]
    """What was looked at and does not apply, each with the reason."""
    caveats: tuple[str, ...]
    """What to know beside the answer."""


class Quantity(Shape):
    """A number in a test, and its arithmetic."""

    metric: str = Field(examples=["TPP"])
    """What the rule calls it."""
    value: float | None
    """The number; null where it cannot be computed."""
    unit: str
    """Its unit; empty for a pure number."""
    words: str = Field(examples=["cannot be computed: die area unknown"])
    """The number, or what is missing."""
    steps: tuple[str, ...]
    """The arithmetic, line by line."""
    estimated: bool
    """Whether it rests on an estimate."""


class Classification(Shape):
    """How one version of the rules treats an item."""

    threshold: str = Field(examples=["3a090-2023-11"])
    """The id of the version."""
    title: str
    """Its name."""
    outcome: Outcome
    """Yes: within the tests; no: outside; unknown: a figure is missing."""
    eccn: str | None = Field(examples=["3A090.a"])
    """The paragraph, where it has several."""
    reason: str
    """The tests that settle it."""
    quantities: tuple[Quantity, ...]
    """The numbers that are compared."""
    sources: tuple[str, ...]
    """Where figures and limits can be read."""


class Classifications(Shape):
    """An item by every version of the tests."""

    item: str
    """The key of the item."""
    items: tuple[Classification, ...]
    """In order of time; empty where no figures of the item are held."""


class Band(Shape):
    """A span of days with one and the same answer."""

    start: date
    """The first day."""
    end: date
    """The last day."""
    state: State
    """The answer."""
    policy: Policy | None
    """How applications are looked at."""
    buyer: State
    """What the buyer's side says."""
    as_reported: State
    """The answer if what is only reported holds too."""
    decided_by: tuple[str, ...]
    """The measures and lists that decide."""
    practice: tuple[Practice, ...]
    """What was said and done about licences."""


class Timeline(Shape):
    """The bands of one shipment, as known on one day."""

    shipment: Shipment
    """What was asked about."""
    known_at: date
    """Nothing that became public after this day has a part in the bands."""
    bands: tuple[Band, ...]
    """In order, without a gap."""


class Change(Shape):
    """A day on which a measure changes if nobody acts."""

    date: date
    """The first day of the new state."""
    measure: str
    """The id of the measure."""
    title: str
    """Its title."""
    scope: str | None
    """The part that changes; null: all of it."""
    kind: PhaseKind
    """What happens to it."""
    words: str
    """In words."""
    by: str | None
    """The measure that set the day."""
    exact: bool
    """False: the day is the first of an interval."""
    sources: tuple[str, ...]
    """Where it can be read."""


class Clock(Shape):
    """What changes in the days to come."""

    start: date
    """The day after which changes are listed."""
    days: int
    """How many days ahead."""
    changes: tuple[Change, ...]
    """In order of date."""
