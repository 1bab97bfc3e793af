"""May it be shipped? The legal status of one shipment on one day, as known on another.

Both sides are asked: the rules of the country that goods leave and those of the country that buys them. The answer is
the stricter of the two, and names every measure that was looked at, with the reason why it applied or did not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from tracker.controls.assessing import Assessment, assess
from tracker.controls.caveats import caveats, unheard
from tracker.controls.predicates import Case, case_of
from tracker.controls.shipments import Shipment
from tracker.controls.view import Report, View, as_known
from tracker.knowledge import Knowledge
from tracker.knowledge.scopes import LicenceException, Policy, Side

State: TypeAlias = Literal["permitted", "licence required", "prohibited", "suspended", "unknown"]
"""What the measures held here say.

``permitted``: none of them requires a licence; ``suspended``: one would, and its effect is suspended; ``unknown``: a
fact is missing that decides.
"""

STATES: tuple[State, ...] = ("permitted", "suspended", "unknown", "licence required", "prohibited")
"""From the mildest to the strictest."""

_POLICIES: tuple[Policy, ...] = ("presumption of approval", "case by case", "presumption of denial")


@dataclass(frozen=True, slots=True, kw_only=True)
class SideStatus:
    """What the rules of one side say."""

    side: Side
    state: State
    policy: Policy | None
    """How applications are looked at; ``None`` where no licence is required or the policy was not published."""
    exceptions: tuple[LicenceException, ...]
    """Licence exceptions that are open for every measure that requires a licence."""
    conditions: tuple[str, ...]
    as_reported: State
    """The state if what is only reported holds too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The answer, with all that it rests on."""

    shipment: Shipment
    valid_at: date
    known_at: date
    state: State
    """The stricter of the two sides."""
    policy: Policy | None
    exporter: SideStatus
    buyer: SideStatus
    assessments: tuple[Assessment, ...]
    """Every measure and list that was public, whether it applied or not."""
    caveats: tuple[str, ...]

    @property
    def as_reported(self) -> State:
        """The stricter of the two sides if what is only reported holds too."""
        return max(self.exporter.as_reported, self.buyer.as_reported, key=STATES.index)

    @property
    def applied(self) -> tuple[Assessment, ...]:
        """What decides the answer."""
        return tuple(a for a in self.assessments if a.verdict in ("applies", "suspended", "unknown"))

    @property
    def reported(self) -> tuple[Assessment, ...]:
        """What is only reported and decides nothing."""
        return tuple(a for a in self.assessments if a.verdict == "reported" or a.report)

    @property
    def practice(self) -> tuple[Assessment, ...]:
        """What is said and done about licences."""
        return tuple(a for a in self.assessments if a.verdict == "practice")

    @property
    def depends(self) -> tuple[Assessment, ...]:
        """What would matter if the question said more."""
        return tuple(a for a in self.assessments if a.verdict == "depends")

    @property
    def considered(self) -> tuple[Assessment, ...]:
        """What was looked at and did not apply."""
        return tuple(a for a in self.assessments if a.verdict in ("does not apply", "not in force"))


def status(
    shipment: Shipment, *, valid_at: date, known_at: date, knowledge: Knowledge, reports: Iterable[Report] = ()
) -> Status:
    """The status of ``shipment`` on ``valid_at``, from what was public on ``known_at``.

    ``reports`` are acts that somebody reports and nobody has confirmed: they are shown and never decide.
    """
    return answer(shipment, valid_at, as_known(knowledge, known_at, reports))


def answer(shipment: Shipment, day: date, view: View) -> Status:
    """The status of ``shipment`` on ``day`` from what ``view`` holds and nothing else."""
    case = case_of(shipment, day, view)
    found = tuple(assess(case))
    exporter, buyer = _side("exporter", found, case), _side("buyer", found, case)
    stricter = max(exporter, buyer, key=lambda side: STATES.index(side.state))
    return Status(
        shipment=shipment,
        valid_at=day,
        known_at=view.known_at,
        state=stricter.state,
        policy=stricter.policy,
        exporter=exporter,
        buyer=buyer,
        assessments=found,
        caveats=tuple(caveats(case)),
    )


def _side(side: Side, assessments: Iterable[Assessment], case: Case) -> SideStatus:
    mine = [a for a in assessments if a.side == side]
    parts = [part for a in mine for part in _parts(a, a.state if a.verdict in _DECIDING else None)]
    if side == "exporter" and unheard(case):
        parts.append(("unknown", "licence required"))
    state = _weighed(parts)
    deciding = [a for a in mine if a.verdict == "applies" and a.state == state]
    return SideStatus(
        side=side,
        state=state,
        policy=_policy(deciding, mine),
        exceptions=_exceptions(deciding),
        conditions=tuple(dict.fromkeys(c for a in mine if a.verdict == "applies" for c in a.conditions)),
        as_reported=_as_reported(state, parts, mine),
    )


_DECIDING = ("applies", "suspended", "unknown")

Part: TypeAlias = tuple[State, State]
"""What one measure contributes, and what it would if it were known to apply."""


def _parts(assessment: Assessment, state: State | None) -> Iterator[Part]:
    if state:
        yield state, "prohibited" if assessment.effect == "prohibited" else "licence required"


def _weighed(parts: Iterable[Part]) -> State:
    """The strictest that is known to apply; unknown where something stricter may."""
    found = tuple(parts)
    settled: list[State] = [state for state, _ in found if state != "unknown"]
    known: State = max(settled, key=STATES.index, default="permitted")
    doubts = [might_be for state, might_be in found if state == "unknown"]
    stricter = any(STATES.index(might_be) > STATES.index(known) for might_be in doubts)
    return "unknown" if stricter else known


def _as_reported(state: State, parts: list[Part], mine: Iterable[Assessment]) -> State:
    """The state with reports believed: reported measures count, and confirmed ones stand as reports say."""
    changed = [a for a in mine if a.if_reported is not None]
    if not changed:
        return state
    kept = list(parts)
    for assessment in changed:
        for part in _parts(assessment, assessment.state if assessment.verdict in _DECIDING else None):
            kept.remove(part)
        kept += _parts(assessment, assessment.if_reported)
    return _weighed(kept)


def _policy(deciding: Iterable[Assessment], mine: Iterable[Assessment]) -> Policy | None:
    """The strictest policy of the measures that decide, each as a later policy may have replaced it."""
    replaced = {
        scope: a.policy for a in mine if a.effect == "policy" and a.verdict == "applies" for scope in a.replaces
    }
    policies = [replaced.get(a.scope) or a.policy for a in deciding]
    return max((p for p in policies if p), key=_POLICIES.index, default=None)


def _exceptions(deciding: list[Assessment]) -> tuple[LicenceException, ...]:
    """An exception helps only where every measure that requires a licence leaves one open."""
    if not deciding or not all(a.exceptions for a in deciding):
        return ()
    return tuple({e.name: e for a in deciding for e in a.exceptions}.values())
