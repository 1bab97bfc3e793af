"""Where a measure stands on one day: in force, suspended, ended, or only announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from tracker.controls.view import View, as_known
from tracker.errors import NotFound
from tracker.knowledge import Knowledge
from tracker.knowledge.scopes import PhaseRecord

StandingState: TypeAlias = Literal["not known", "proposed", "issued", "in force", "suspended", "ended", "unknown"]
"""``issued``: public and not yet in force; ``unknown``: a day is not exact, or an act was scheduled, not confirmed."""

_ENDS = ("expired", "rescinded", "superseded")
_ACTS = frozenset({"effective", "suspended", "reinstated", *_ENDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a measure stands on one day, as known on another."""

    state: StandingState
    since: date | None
    """The first day of that state."""
    reason: str
    upcoming: tuple[PhaseRecord, ...]
    """Acts that are public and take effect later."""
    announced: tuple[PhaseRecord, ...]
    """Acts that were announced, without a text."""
    phase: PhaseRecord | None
    """What put it there."""


ALWAYS = Standing(
    state="in force", since=None, reason="a list; its entries bear the dates", upcoming=(), announced=(), phase=None
)
"""The standing of a list as such."""


def measure_standing(measure: str, *, valid_at: date, known_at: date, knowledge: Knowledge) -> Standing:
    """Where ``measure`` stands on ``valid_at`` as known on ``known_at``.

    Raises ``NotFound`` if no such measure is held.
    """
    if measure not in knowledge.phases:
        raise NotFound(f"No measure has the id {measure!r}")
    return standing(measure, None, valid_at, as_known(knowledge, known_at))


def standing(measure: str, scope: str | None, day: date, view: View, *, reported: bool = False) -> Standing:
    """Where ``scope`` of ``measure`` (or all of it) stands on ``day``; with ``reported``, if the reports hold too."""
    acts = [p for p in view.acts.get(measure, ()) if p.scope in (None, scope) and (reported or not p.reported)]
    timed = [p for p in acts if p.kind in _ACTS and p.effective]
    begun = [p for p in timed if _start(p) <= day]
    announced = tuple(p for p in view.announced.get(measure, ()) if p.scope in (None, scope))
    state, phase, doubt = _walk(begun, day, view.known_at)
    if state is None:
        state = _before(acts)
    return Standing(
        state="unknown" if doubt else state,
        since=_start(phase) if phase else None,
        reason=doubt or _words(state, phase, timed, announced),
        upcoming=tuple(p for p in timed if _start(p) > day),
        announced=announced,
        phase=phase,
    )


def _walk(
    begun: Iterable[PhaseRecord], day: date, known_at: date
) -> tuple[StandingState | None, PhaseRecord | None, str | None]:
    """The state after the acts that had begun, what made it, and a doubt about it.

    A suspension lies over the measure: one that takes effect while suspended stays so.
    """
    base: PhaseRecord | None = None
    pause: PhaseRecord | None = None
    doubt: str | None = None
    for phase in sorted(begun, key=_start):
        if phase.kind == "suspended":
            pause = phase
        elif phase.kind == "reinstated":
            pause, base = None, phase
        else:
            base = phase
        doubt = _doubt(phase, day, known_at)
    if base is None:
        return None, None, doubt
    if base.kind in _ENDS:
        return "ended", base, doubt
    return ("suspended", pause, doubt) if pause else ("in force", base, doubt)


def _doubt(phase: PhaseRecord, day: date, known_at: date) -> str | None:
    """Why it cannot be told that ``phase`` has begun by ``day``; ``None`` if it has."""
    assert phase.effective is not None  # noqa: S101 - only acts with a day are asked
    if day < phase.effective.end:
        return f"{phase.kind} between {phase.effective.start} and {phase.effective.end}; the day is not known"
    if not phase.confirmed and known_at >= phase.effective.start:
        return f"{phase.kind} was scheduled for {phase.effective.start}; no source read says whether it came"
    return None


def _before(acts: Iterable[PhaseRecord]) -> StandingState:
    kinds = {phase.kind for phase in acts}
    if not kinds:
        return "not known"
    return "proposed" if kinds == {"proposed"} else "issued"


def _words(
    state: StandingState, phase: PhaseRecord | None, timed: Iterable[PhaseRecord], announced: Iterable[PhaseRecord]
) -> str:
    later = next((f"in force from {_start(p)}" for p in timed if p.kind == "effective"), "no day of effect is known")
    match state:
        case "in force" if phase:
            said = [f"{p.kind} from {_start(p)} announced" for p in announced if p.effective]
            return "; ".join([f"in force since {_start(phase)}", *said])
        case "suspended" if phase:
            last = f" to {phase.end.end}" if phase.end else ", without a last day"
            return f"suspended from {_start(phase)}{last}"
        case "ended" if phase:
            return f"{phase.kind} on {_start(phase)}" + (f" by {phase.by}" if phase.by else "")
        case "issued":
            return f"issued; {later}"
        case "proposed":
            return "proposed, not enacted"
        case _:
            return "not public"


def _start(phase: PhaseRecord) -> date:
    if phase.effective is None:
        raise ValueError(f"{phase.id} has no day of effect")
    return phase.effective.start
