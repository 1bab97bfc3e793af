"""Which scopes can ever reach a shipment, whatever the day: all others need not be asked again for every day."""

from __future__ import annotations

from dataclasses import replace

from tracker.controls.caveats import names_item
from tracker.controls.predicates import Case, case_of, evaluate
from tracker.controls.shipments import Shipment
from tracker.controls.view import View
from tracker.knowledge.scopes import Predicate, PredicateKind, ScopeRecord

_TIMELESS: frozenset[PredicateKind] = frozenset({"maker", "subject_to_ear", "meets", "figure", "party", "end_use"})
"""Questions whose answer does not depend on the day."""


def narrowed(shipment: Shipment, view: View) -> View:
    """``view`` with only those scopes that may reach ``shipment`` on some day; it gives the same states."""
    case = case_of(shipment, view.known_at, view)
    return replace(view, scopes=tuple(scope for scope in view.scopes if _counts(scope, case)))


def may_reach(scope: ScopeRecord, case: Case) -> bool:
    """Whether there may be a day on which the question of ``scope`` is not answered with no."""
    return scope.when is not None and not _never(scope.when, case)


def _counts(scope: ScopeRecord, case: Case) -> bool:
    """That a scope names the item is knowledge of it, even where the scope points elsewhere."""
    if scope.when is None:
        return False
    return not _never(scope.when, case) or (case.chip is None and names_item(scope.when, case))


def _never(predicate: Predicate, case: Case) -> bool:
    """Whether the answer is no on every day; false where that cannot be told at once."""
    match predicate.kind:
        case "all":
            return any(_never(part, case) for part in predicate.parts)
        case "any":
            return all(_never(part, case) for part in predicate.parts)
        case "destination":
            return case.shipment.destination not in _ever(predicate.values, case)
        case "item":
            return _ever(predicate.values, case).isdisjoint(case.lineage)
        case "not":
            return predicate.parts[0].kind in _TIMELESS and evaluate(predicate, case).outcome == "no"
        case _:
            return predicate.kind in _TIMELESS and evaluate(predicate, case).outcome == "no"


def _ever(values: tuple[str, ...], case: Case) -> frozenset[str]:
    """``values`` with every group replaced by all that were ever its members."""
    found: set[str] = set()
    for value in values:
        group = case.view.groups.get(value)
        if group is None:
            found.add(value)
        else:
            found |= {*group.members, *(change.member for change in group.changes)}
    return frozenset(found)
