"""What makes a measure answerable: its scope as a predicate, its phases, and the groups and owners in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracker.knowledge.records import Condition
from tracker.model import Confidence, DateInterval

PhaseKind: TypeAlias = Literal[
    "proposed",
    "issued",
    "published",
    "effective",
    "suspended",
    "reinstated",
    "expired",
    "rescinded",
    "superseded",
]
"""What happened to a measure; only ``effective`` and what follows it change what may be shipped."""

Side: TypeAlias = Literal["exporter", "buyer"]
"""Whose rules: those of the country that goods leave, or those of the country that buys them."""

Effect: TypeAlias = Literal["licence required", "prohibited", "policy", "practice", "gap", "none"]
"""What a scope does where it applies.

``policy`` replaces the review policy of other scopes; ``practice`` says how licences are handled and changes no duty;
``gap`` says that rules not held here decide, so that the answer is unknown; ``none`` restricts no shipment.
"""

Policy: TypeAlias = Literal["presumption of denial", "case by case", "presumption of approval"]
"""How applications for a licence are looked at."""

Practice: TypeAlias = Literal["promised", "granted", "refused"]
"""What an authority says or does about licences."""

PredicateKind: TypeAlias = Literal[
    "all",
    "any",
    "not",
    "item",
    "maker",
    "maker_from",
    "subject_to_ear",
    "meets",
    "figure",
    "destination",
    "headquarters",
    "exported_from",
    "party",
    "listed",
    "owned",
    "end_use",
]
"""What a predicate asks about a shipment; `tracker.controls.predicates` answers each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A question about a shipment, or several joined."""

    kind: PredicateKind
    parts: tuple[Predicate, ...]
    """Of ``all``, ``any`` and ``not``."""
    values: tuple[str, ...]
    """Ids, ISO codes, group ids, ECCNs or words, as the kind has it."""
    reference: str | None
    """The threshold of ``meets``, the list of ``listed`` and ``owned``."""
    condition: Condition | None
    """Of ``figure``."""
    share: float | None
    """Of ``owned``: the least share in percent."""
    footnotes: tuple[int, ...]
    """Of ``listed``: only entries that bear one of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceException:
    """A licence exception that a scope leaves open."""

    name: str
    words: str
    when: Predicate | None
    """``None``: wherever the scope applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRecord:
    """What one measure, or one part of it, reaches and what it does there."""

    id: str
    measures: tuple[str, ...]
    """The measure; several only where the effect is ``none``."""
    list: str | None
    """The restricted-party list, where that and no measure is the source."""
    side: Side
    effect: Effect
    policy: Policy | None
    """``None``: not published or not read."""
    practice: Practice | None
    replaces: tuple[str, ...]
    """Of a ``policy``: the scopes whose review policy it replaces."""
    when: Predicate | None
    """``None`` only where the effect is ``none``."""
    exceptions: tuple[LicenceException, ...]
    conditions: tuple[str, ...]
    reported: bool
    """Known from the press or unnamed sources alone: shown, and never decides."""
    why: str | None
    """Of ``none`` and ``gap``: the reason."""
    until: DateInterval | None
    """Of ``gap``: the last day, where a measure that is held fills it afterwards."""
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None

    @property
    def decides(self) -> bool:
        """Whether an answer may rest on it."""
        return not self.reported and self.confidence != "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRecord:
    """A step in the life of a measure, with its own dates and the day from which it could be known."""

    id: str
    measure: str
    scope: str | None
    """The part that it touches; ``None`` for all of it."""
    kind: PhaseKind
    announced: DateInterval | None
    """When it was said to come, before there was a text."""
    published: DateInterval | None
    effective: DateInterval | None
    """The first day of its effect."""
    end: DateInterval | None
    """The last day of a suspension that has one."""
    known: DateInterval
    """When the act itself was public; it counts from the last day of the interval."""
    by: str | None
    """The measure that did it."""
    confirmed: bool
    """``False``: it was scheduled, and no source that was read says whether it came."""
    reported: bool
    """Known from the press alone: shown, and never decides."""
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChange:
    """A member that joined or left a group."""

    member: str
    since: DateInterval | None
    until: DateInterval | None
    """The last day."""
    known: DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRecord:
    """Places or items that rules name together."""

    id: str
    title: str
    members: tuple[str, ...]
    """ISO codes of places, or ids of items."""
    changes: tuple[MembershipChange, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipRecord:
    """How much of one party another holds."""

    id: str
    owner: str
    owned: str
    share: float | None
    """Percent; ``None``: not known."""
    since: DateInterval | None
    until: DateInterval | None
    known: DateInterval
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRecord:
    """Where arithmetic on the published figures does not give what the sources say of an item, and why."""

    id: str
    item: str
    threshold: str
    computed: str
    stated: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None
    """The reason."""
