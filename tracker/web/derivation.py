"""How a claim was read, field by field: the value, the words that led to it, and the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.store import ClaimView
from tracker.web.wording import amount, period


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the derivation."""

    field: str
    value: str
    key: str | None
    """The entity that the value names."""
    words: str
    rule: str


def steps(claim: ClaimView) -> list[Step]:
    """Every field with what is known of its derivation; a reason that speaks of the same words explains its field."""
    found = list(_fields(claim))
    for reason in claim.reasons:
        place = next((i for i, s in enumerate(found) if (s.field, s.words) == (reason.field, reason.words)), None)
        if place is None:
            value = {"type": claim.type.replace("_", " "), "status": claim.status}.get(reason.field, "")
            found.append(Step(field=reason.field, value=value, key=None, words=reason.words, rule=reason.rule))
        else:
            found[place] = replace(found[place], rule=reason.rule)
    order = ("type", "status", "date")
    return sorted(found, key=lambda step: order.index(step.field) if step.field in order else len(order))


def _fields(claim: ClaimView) -> Iterator[Step]:
    if date := claim.date:
        days = period(date.start, date.end, date.precision)
        yield Step(field="date", value=days, key=None, words=date.words, rule=date.rule)
    for role, fillers in claim.roles.items():
        for f in fillers:
            yield Step(field=role, value=f.name, key=f.key, words=f.words, rule=f.rule)
    for a in claim.amounts:
        yield Step(field="amount", value=amount(a.value, a.unit), key=None, words=a.words, rule="")
    if source := claim.attribution:
        yield Step(field="attribution", value=source.name, key=source.key, words=source.words, rule="")
