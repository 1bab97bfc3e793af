"""Answers that may be unknown, and how they are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["yes", "no", "open", "unknown"]
"""``open``: it depends on something that the question left out; ``unknown``: on a fact that is not held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer and what it rests on."""

    outcome: Outcome
    reason: str


def yes(reason: str) -> Finding:
    """It is so."""
    return Finding(outcome="yes", reason=reason)


def no(reason: str) -> Finding:
    """It is not so."""
    return Finding(outcome="no", reason=reason)


def unknown(reason: str) -> Finding:
    """A fact that it needs is not held."""
    return Finding(outcome="unknown", reason=reason)


def left_open(reason: str) -> Finding:
    """The question does not say."""
    return Finding(outcome="open", reason=reason)


def all_of(findings: Iterable[Finding]) -> Finding:
    """Yes if all are; one no settles it, and what the question leaves out comes before what is not known."""
    return _joined(tuple(findings), ("no", "open", "unknown", "yes"))


def any_of(findings: Iterable[Finding]) -> Finding:
    """Yes if one is; one yes settles it whatever else is unknown."""
    return _joined(tuple(findings), ("yes", "unknown", "open", "no"))


def negated(finding: Finding) -> Finding:
    """Yes for no and no for yes; what is unknown stays so."""
    turned: dict[Outcome, Outcome] = {"yes": "no", "no": "yes", "open": "open", "unknown": "unknown"}
    return Finding(outcome=turned[finding.outcome], reason=finding.reason)


def _joined(findings: tuple[Finding, ...], strongest_first: tuple[Outcome, ...]) -> Finding:
    for outcome in strongest_first:
        reasons = [finding.reason for finding in findings if finding.outcome == outcome]
        if reasons:
            # The first strongest answer settles a join; the last kind in the order needs every part.
            settled = reasons[:1] if outcome == strongest_first[0] else reasons
            return Finding(outcome=outcome, reason="; ".join(dict.fromkeys(settled)))
    raise ValueError("nothing to join")
