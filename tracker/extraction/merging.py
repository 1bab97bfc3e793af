"""One claim for each happening that an article tells: tellings of the same are joined, the fullest is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.extraction.claims import Draft
from tracker.model import Claim, DateInterval, Filler, Role

_PARTIES: tuple[Role, ...] = ("actor", "target", "participant", "item", "destination", "instrument")
_CORE: tuple[Role, ...] = ("target", "item", "instrument", "participant")
"""Roles of which one at least tells happenings of a type apart."""
_BY_ACTOR = frozenset({"market_moved", "product_launched", "prosecution_advanced", "penalty_imposed"})
"""Types of which every actor has his own."""


def merge(found: Sequence[Draft]) -> tuple[Claim, ...]:
    """One claim for each happening that the article tells, in text order; the fullest telling is kept and completed."""
    groups: list[list[Draft]] = []
    for draft in found:
        group = next((g for g in groups if all(_same(draft, other) for other in g)), None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    claims = [_joined([d.claim for d in group]) for group in groups]
    return tuple(sorted(claims, key=lambda c: (c.evidence.start, c.type)))


def _same(a: Draft, b: Draft) -> bool:
    """Whether two claims of a document tell one happening."""
    one, two = a.claim, b.claim
    if one.type != two.type or one.type == "statement_made":
        return False
    if not _statuses_agree(one, two) or not _dates_agree(one.date, two.date) or _clash(one, two):
        return False
    shared = [role for role in _PARTIES if _keys(one, role) & _keys(two, role)]
    if one.evidence.start == two.evidence.start:
        return bool(shared) or not (_core(one) and _core(two))
    dated = one.date is not None and one.date == two.date
    return any(role in shared for role in _CORE) or (dated and bool(shared))


def _clash(one: Claim, two: Claim) -> bool:
    """Whether both name somebody or something in a role, and not the same."""
    roles: tuple[Role, ...] = (*_CORE, "actor") if one.type in _BY_ACTOR else _CORE
    if any(_keys(one, r) and _keys(two, r) and not _keys(one, r) & _keys(two, r) for r in roles):
        return True
    if one.type in {"meeting_held", "negotiation_held"}:
        return not _same_company(one, two)
    same_sentence = one.evidence.start == two.evidence.start
    return (
        one.type == "financial_impact" and same_sentence and bool(_figures(one)) and not _figures(one) & _figures(two)
    )


def _figures(claim: Claim) -> set[float]:
    return {amount.value for amount in claim.amounts}


def _same_company(a: Claim, b: Claim) -> bool:
    """Whether the same people met: one that both name is not enough."""
    one, two = _keys(a, "participant"), _keys(b, "participant")
    return len(one & two) > 1 or one <= two or two <= one


def _core(claim: Claim) -> bool:
    return any(claim.roles.get(r) for r in _CORE)


def _statuses_agree(a: Claim, b: Claim) -> bool:
    return a.status == b.status or {a.status, b.status} == {"occurred", "planned"}


def _dates_agree(a: DateInterval | None, b: DateInterval | None) -> bool:
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def _keys(claim: Claim, role: Role) -> set[str]:
    return {f.key for f in claim.roles.get(role, ())}


def _weight(claim: Claim) -> int:
    return 2 * sum(len(f) for f in claim.roles.values()) + 3 * (claim.date is not None) + len(claim.amounts)


def _joined(claims: Sequence[Claim]) -> Claim:
    best = max(claims, key=lambda c: (_weight(c), -c.evidence.start))
    dates = [c.date for c in claims if c.date]
    narrow = min(dates, key=lambda d: d.end - d.start, default=None)
    roles: dict[Role, tuple[Filler, ...]] = dict(best.roles)
    for claim in claims:
        for role, fillers in claim.roles.items():
            if claim.evidence.start == best.evidence.start or role not in roles:
                roles[role] = _united(roles.get(role, ()), fillers)
    return replace(best, date=best.date or narrow, roles=_without_doubles(roles))


def _united(a: tuple[Filler, ...], b: tuple[Filler, ...]) -> tuple[Filler, ...]:
    return tuple({f.key: f for f in (*b, *a)}.values()) if a else b


def _without_doubles(roles: Mapping[Role, tuple[Filler, ...]]) -> dict[Role, tuple[Filler, ...]]:
    """A party that does something is not also the one to whom it is done."""
    actors = {f.key for f in roles.get("actor", ())}
    kept = {r: tuple(f for f in fs if r != "target" or f.key not in actors) for r, fs in roles.items()}
    return {r: fs for r, fs in kept.items() if fs}
