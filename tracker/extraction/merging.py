"""One claim for each happening that an article tells: tellings of the same are joined, the fullest is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.extraction.cast import Cast
from tracker.extraction.claims import Draft
from tracker.model import Claim, DateInterval, Filler, Role

_PARTIES: tuple[Role, ...] = ("actor", "target", "participant", "item", "destination", "instrument")
_CORE: tuple[Role, ...] = ("target", "item", "instrument", "participant")
"""Roles of which one at least tells happenings of a type apart."""
_NEXT = 2
"""How many sentences on a list may go on."""
_BY_ACTOR = frozenset({"market_moved", "product_launched", "prosecution_advanced", "penalty_imposed"})
"""Types of which every actor has his own."""


def merge(found: Sequence[Draft], cast: Cast) -> tuple[Claim, ...]:
    """One claim for each happening that the article tells, in text order; the fullest telling is kept and completed."""
    groups: list[list[Draft]] = []
    for draft in found:
        group = next((g for g in groups if _continues(draft, g) or all(_same(draft, o, cast) for o in g)), None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    claims = [_joined(group) for group in groups]
    return tuple(sorted(claims, key=lambda c: (c.evidence.start, c.type)))


def _continues(draft: Draft, group: Sequence[Draft]) -> bool:
    """Whether a sentence only goes on with the list of the one before: 'Among them are …'."""
    before = group[-1]
    near = 0 < draft.scene.number - before.scene.number <= _NEXT
    return _goes_on(draft) and near and before.claim.type == draft.claim.type


def _goes_on(draft: Draft) -> bool:
    return draft.claim.type in draft.trigger.pattern.frame.recent


def _same(a: Draft, b: Draft, cast: Cast) -> bool:
    """Whether two claims of a document tell one happening."""
    one, two = a.claim, b.claim
    if one.type != two.type or one.type == "statement_made":
        return False
    if not _statuses_agree(one, two) or not _dates_agree(one.date, two.date) or _clash(a, b):
        return False
    if all(cast.opposed(x, y) for x in _keys(one, "actor") for y in _keys(two, "actor")) and _both_act(one, two):
        return False
    shared = [role for role in _PARTIES if _keys(one, role) & _keys(two, role)]
    if one.evidence.start == two.evidence.start:
        return bool(shared) or not (_core(one) and _core(two))
    if _told_again(a, b):
        return True
    dated = one.date is not None and one.date == two.date
    return any(role in shared for role in _CORE) or (dated and bool(shared))


def _told_again(a: Draft, b: Draft) -> bool:
    """Whether one goes back to the other: 'has asked for a licence to ship its L7. It filed the request in May'."""
    one, two = a.claim, b.claim
    near = abs(a.scene.number - b.scene.number) <= _NEXT
    party = any(_keys(one, role) & _keys(two, role) for role in ("actor", "target"))
    licence = a.trigger.pattern.type.family == "licence"
    return near and licence and party and (one.date is None or two.date is None)


def _clash(a: Draft, b: Draft) -> bool:
    """Whether both name somebody or something in a role, and not the same, or tell of different steps."""
    one, two = a.claim, b.claim
    roles: tuple[Role, ...] = (*_CORE, "actor") if one.type in _BY_ACTOR else _CORE
    if any(_keys(one, r) and _keys(two, r) and not _keys(one, r) & _keys(two, r) for r in roles):
        return True
    if one.type in {"meeting_held", "negotiation_held"}:
        return not _same_company(one, two)
    if one.type == "prosecution_advanced" and len({_stage(a), _stage(b)} - {None}) > 1:
        return True
    same_sentence = one.evidence.start == two.evidence.start
    return (
        one.type == "financial_impact" and same_sentence and bool(_figures(one)) and not _figures(one) & _figures(two)
    )


_STAGES = {
    **dict.fromkeys("arrest detain apprehend pick nab".split(), "arrest"),
    **dict.fromkeys("charge indict".split(), "charge"),
    "plead": "plea",
    **dict.fromkeys("convict".split(), "conviction"),
    **dict.fromkeys("sentence jail imprison".split(), "sentence"),
}
"""Steps of a prosecution, each of which is a happening of its own."""


def _stage(draft: Draft) -> str | None:
    return _STAGES.get(draft.scene.clauses.lemmas[draft.trigger.index])


def _both_act(one: Claim, two: Claim) -> bool:
    return bool(_keys(one, "actor") and _keys(two, "actor"))


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


def _joined(told: Sequence[Draft]) -> Claim:
    claims = [d.claim for d in told]
    best = max(told, key=lambda d: (not _goes_on(d), _weight(d.claim), -d.claim.evidence.start)).claim
    lists = {d.claim.evidence.start for d in told if _goes_on(d)}
    dates = [c.date for c in claims if c.date]
    narrow = min(dates, key=lambda d: d.end - d.start, default=None)
    roles: dict[Role, tuple[Filler, ...]] = dict(best.roles)
    for claim in claims:
        for role, fillers in claim.roles.items():
            same = claim.evidence.start == best.evidence.start
            if same or role not in roles or (role == "target" and claim.evidence.start in lists):
                roles[role] = _united(roles.get(role, ()), fillers)
    return replace(best, date=best.date or narrow, roles=_without_doubles(roles))


def _united(a: tuple[Filler, ...], b: tuple[Filler, ...]) -> tuple[Filler, ...]:
    return tuple({f.key: f for f in (*b, *a)}.values()) if a else b


def _without_doubles(roles: Mapping[Role, tuple[Filler, ...]]) -> dict[Role, tuple[Filler, ...]]:
    """A party that does something is not also the one to whom it is done."""
    actors = {f.key for f in roles.get("actor", ())}
    kept = {r: tuple(f for f in fs if r != "target" or f.key not in actors) for r, fs in roles.items()}
    return {r: fs for r, fs in kept.items() if fs}
