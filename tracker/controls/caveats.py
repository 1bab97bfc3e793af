"""What an answer cannot say for itself: how far knowledge reaches, and what it does not hold at all."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.controls.predicates import Case, members
from tracker.knowledge.scopes import Predicate


def unheard(case: Case) -> bool:
    """Whether neither figures of the item nor a measure that names it were known."""
    if case.chip is not None:
        return False
    return not any(names_item(scope.when, case) for scope in case.view.scopes if scope.when)


def caveats(case: Case) -> Iterator[str]:
    """What a reader must know beside the answer."""
    if unheard(case):
        yield f"Neither figures of {case.item} nor a measure that names it were known; other controls may apply."
    if case.view.covered_until and case.day > case.view.covered_until:
        yield f"The sources on measures reach to {case.view.covered_until}; what was done later is not held here."
    if case.day > case.view.known_at:
        yield "The day lies after the day of knowledge: the answer is the law as it then stood to come."
    if case.home is not None and case.home == case.shipment.destination and not case.shipment.origin:
        yield f"{case.item} is made by a firm of {case.home}: without a border there is no export."
    if case.shipment.destination != "CN":
        yield "Rules of the buyer's side are held for China alone."


def names_item(predicate: Predicate, case: Case) -> bool:
    """Whether ``predicate`` names the item, and not only in what it leaves out."""
    if predicate.kind == "item":
        return not members(predicate.values, case).isdisjoint(case.lineage)
    return predicate.kind in ("all", "any") and any(names_item(part, case) for part in predicate.parts)
