"""Looks at every measure and list for one case: does it reach the shipment, and is it in force?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracker.controls.outcomes import Finding, no
from tracker.controls.parties import listing, name_of
from tracker.controls.predicates import Case, evaluate
from tracker.controls.standing import ALWAYS, Standing, standing
from tracker.knowledge.scopes import Effect, LicenceException, PhaseRecord, Policy, Practice, ScopeRecord, Side
from tracker.model import Confidence

Restriction: TypeAlias = Literal["permitted", "licence required", "prohibited", "suspended", "unknown"]
"""What one measure contributes; `tracker.controls.status` says what each means."""

Verdict: TypeAlias = Literal[
    "applies", "suspended", "unknown", "practice", "reported", "depends", "does not apply", "not in force"
]
"""``depends``: on a party or an end use that was not named; ``practice``: changes no duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One measure or list, looked at for one shipment on one day."""

    scope: str
    """The part of it that was looked at."""
    measure: str | None
    list: str | None
    title: str
    side: Side
    effect: Effect
    verdict: Verdict
    state: Restriction | None
    """What it contributes to the answer, if it decides."""
    reason: str
    standing: Standing
    policy: Policy | None
    practice: Practice | None
    replaces: tuple[str, ...]
    exceptions: tuple[LicenceException, ...]
    conditions: tuple[str, ...]
    report: str | None
    """What is reported about it and not confirmed."""
    report_sources: tuple[str, ...]
    """Where that can be read."""
    if_reported: Restriction | None
    """What it would contribute if that holds; ``None`` where nothing is reported."""
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


def assess(case: Case) -> Iterator[Assessment]:
    """Every measure and list that was public, in the order of the knowledge base."""
    for scope in case.view.scopes:
        if scope.when is None:
            yield from (_without_effect(scope, name, case) for name in scope.measures if name in case.view.acts)
        elif scope.until is None or case.day <= scope.until.end:
            yield _assessed(scope, case)


def _assessed(scope: ScopeRecord, case: Case) -> Assessment:
    now, then = _standings(scope, case)
    # What neither is nor was nor will be in force needs no further question.
    asked = now.state not in ("ended", "not known", "proposed") or then != now
    met = evaluate(scope.when, case) if asked and scope.when else no(now.reason)
    verdict = _verdict(scope, met, now)
    reported = _contribution(scope, met, then) if then != now or not scope.decides else None
    exceptions = () if verdict not in ("applies", "unknown") else scope.exceptions
    return Assessment(
        scope=scope.id,
        measure=next(iter(scope.measures), None),
        list=scope.list,
        title=_title(scope, case),
        side=scope.side,
        effect=scope.effect,
        verdict=verdict,
        state=_contribution(scope, met, now) if scope.decides else None,
        reason=_reason(scope, met, now, verdict),
        standing=now,
        policy=scope.policy,
        practice=scope.practice,
        replaces=scope.replaces,
        exceptions=tuple(e for e in exceptions if e.when is None or evaluate(e.when, case).outcome == "yes"),
        conditions=scope.conditions,
        report=_report(now, then, met),
        report_sources=_report_sources(now, then, met),
        if_reported=reported if met.outcome in ("yes", "unknown") else None,
        confidence=scope.confidence,
        sources=_sources(scope, case),
        note=scope.note,
    )


def _standings(scope: ScopeRecord, case: Case) -> tuple[Standing, Standing]:
    """Where it stands by what is confirmed, and if the reports hold."""
    measure = next(iter(scope.measures), None)
    if measure is None:
        return ALWAYS, ALWAYS
    now = standing(measure, scope.id, case.day, case.view)
    if not any(phase.reported for phase in case.view.acts[measure]):
        return now, now
    return now, standing(measure, scope.id, case.day, case.view, reported=True)


def _verdict(scope: ScopeRecord, met: Finding, now: Standing) -> Verdict:  # noqa: PLR0911 - one line a verdict
    if now.state in ("ended", "issued", "proposed", "not known"):
        return "not in force"
    if met.outcome == "no" or (scope.effect == "practice" and met.outcome != "yes"):
        return "does not apply"
    if met.outcome == "open":
        return "depends"
    if not scope.decides:
        return "reported"
    if scope.effect == "gap" and met.outcome == "unknown":
        return "does not apply"
    if scope.effect == "practice":
        return "practice" if now.state == "in force" else "not in force"
    if "unknown" in (met.outcome, now.state) or scope.effect == "gap":
        return "unknown"
    return "suspended" if now.state == "suspended" else "applies"


def _contribution(scope: ScopeRecord, met: Finding, now: Standing) -> Restriction | None:
    """What the scope adds to the answer of its side."""
    if scope.effect not in ("licence required", "prohibited", "gap") or met.outcome not in ("yes", "unknown"):
        return None
    if now.state in ("ended", "issued", "proposed", "not known"):
        return "permitted"
    if scope.effect == "gap":
        return "unknown" if met.outcome == "yes" else None
    if now.state == "suspended":
        return "suspended"
    if "unknown" in (met.outcome, now.state):
        return "unknown"
    return "prohibited" if scope.effect == "prohibited" else "licence required"


def _reason(scope: ScopeRecord, met: Finding, now: Standing, verdict: Verdict) -> str:
    if verdict == "not in force" and met.outcome != "yes":
        return now.reason
    if verdict == "does not apply":
        return met.reason
    if scope.effect == "gap":
        return scope.why or met.reason
    return f"{met.reason}; {now.reason}" if now is not ALWAYS else met.reason


def _report(now: Standing, then: Standing, met: Finding) -> str | None:
    phase = _reported(now, then, met)
    return (phase.note or f"reported: {then.reason}") if phase else None


def _report_sources(now: Standing, then: Standing, met: Finding) -> tuple[str, ...]:
    phase = _reported(now, then, met)
    return phase.sources if phase and phase.reported else ()


def _reported(now: Standing, then: Standing, met: Finding) -> PhaseRecord | None:
    """The act that somebody reports: it put the measure where it would stand, or is to come."""
    if then == now or met.outcome not in ("yes", "unknown"):
        return None
    coming = (phase for phase in then.upcoming if phase.reported)
    return then.phase if then.phase and then.phase.reported else next(coming, then.phase)


def _title(scope: ScopeRecord, case: Case) -> str:
    measure = case.view.measures.get(next(iter(scope.measures), ""))
    if measure:
        return measure.title
    return name_of(scope.list, case.view) if scope.list else "Rules that are not held here"


def _sources(scope: ScopeRecord, case: Case) -> tuple[str, ...]:
    """Where it can be read: the measure's own sources first, then those of its tests and of the party's entry."""
    measure = case.view.measures.get(next(iter(scope.measures), ""))
    found = list(measure.sources if measure else ())
    for source in scope.sources:
        record = source.removeprefix("record of threshold ")
        if record in case.view.thresholds:
            found += case.view.thresholds[record].sources
        elif not source.startswith("record of the measure"):
            found.append(source)
    party = case.shipment.party
    entry = listing(party, scope.list, case.day, case.view) if scope.list and party else None
    return tuple(dict.fromkeys([*found, *(entry.citations if entry else ())]))


def _without_effect(scope: ScopeRecord, name: str, case: Case) -> Assessment:
    measure = case.view.measures[name]
    return Assessment(
        scope=scope.id,
        measure=name,
        list=None,
        title=measure.title,
        side=scope.side,
        effect="none",
        verdict="does not apply",
        state=None,
        reason=scope.why or "it restricts no shipment",
        standing=standing(name, None, case.day, case.view),
        policy=None,
        practice=None,
        replaces=(),
        exceptions=(),
        conditions=(),
        report=None,
        report_sources=(),
        if_reported=None,
        confidence=measure.confidence,
        sources=measure.sources,
        note=scope.note,
    )
