"""Answers the questions of a scope for one shipment on one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.controls.classification import PROCESSORS, compare, within
from tracker.controls.outcomes import Finding, all_of, any_of, left_open, negated, no, unknown, yes
from tracker.controls.parties import Holders, listed, name_of, seated
from tracker.controls.quantities import Chip
from tracker.controls.shipments import Shipment
from tracker.controls.view import View
from tracker.knowledge.scopes import Predicate, PredicateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A shipment on a day, with what was known of it."""

    shipment: Shipment
    day: date
    view: View
    item: str
    """The name of the item."""
    item_class: str | None
    lineage: tuple[str, ...]
    """The item and the items that it is a variant of."""
    maker: str | None
    chip: Chip | None
    """``None``: no figures were known."""

    @property
    def home(self) -> str | None:
        """The country of the maker."""
        maker = self.view.entities.get(self.maker or "")
        return maker.country if maker else None


def case_of(shipment: Shipment, day: date, view: View) -> Case:
    """The case of ``shipment``; items without a record are taken by their id."""
    entity = view.entities.get(shipment.item)
    figures = view.specifications.get(shipment.item)
    item_class = entity.subkind if entity else None
    lineage = _lineage(shipment.item, view)
    makers = (view.entities[key].vendor for key in lineage if key in view.entities)
    name = entity.name if entity else shipment.item
    return Case(
        shipment=shipment,
        day=day,
        view=view,
        item=name,
        item_class=item_class,
        lineage=lineage,
        maker=next((maker for maker in makers if maker), None),
        chip=Chip(name=name, figures=figures, sort=item_class) if figures else None,
    )


def evaluate(predicate: Predicate, case: Case) -> Finding:
    """The answer to ``predicate``: yes, no, open where the shipment does not say, unknown where a fact is missing."""
    return _ANSWERS[predicate.kind](predicate, case)


def members(values: tuple[str, ...], case: Case) -> frozenset[str]:
    """``values`` with every group replaced by its members on the day of the case."""
    found: set[str] = set()
    for value in values:
        group = case.view.groups.get(value)
        if group is None:
            found.add(value)
            continue
        late = {change.member for change in group.changes if change.since and change.since.start > case.day}
        left = {change.member for change in group.changes if change.until and change.until.end >= case.day}
        found |= (set(group.members) - late) | left
    return frozenset(found)


def _lineage(item: str, view: View) -> tuple[str, ...]:
    chain: list[str] = []
    key: str | None = item
    while key and key not in chain:
        chain.append(key)
        entity = view.entities.get(key)
        key = entity.parent if entity and entity.kind == "item" else None
    return tuple(chain)


def _all(predicate: Predicate, case: Case) -> Finding:
    findings = []
    for part in predicate.parts:
        findings.append(evaluate(part, case))
        if findings[-1].outcome == "no":
            return findings[-1]
    return all_of(findings)


def _any(predicate: Predicate, case: Case) -> Finding:
    return any_of(evaluate(part, case) for part in predicate.parts)


def _not(predicate: Predicate, case: Case) -> Finding:
    return negated(evaluate(predicate.parts[0], case))


def _item(predicate: Predicate, case: Case) -> Finding:
    named = members(predicate.values, case)
    for key in case.lineage:
        if key in named:
            variant = "" if key == case.shipment.item else f" as a variant of {name_of(key, case.view)}"
            return yes(f"{case.item} is named{variant}")
    return no(f"{case.item} is not among the items named")


def _maker(predicate: Predicate, case: Case) -> Finding:
    if case.maker is None:
        return no(f"no maker of {case.item} is named")
    maker = name_of(case.maker, case.view)
    return (yes if case.maker in predicate.values else no)(f"{case.item} is made by {maker}")


def _maker_from(predicate: Predicate, case: Case) -> Finding:
    if case.home is None:
        return no(f"no maker's country of {case.item} is known")
    return (yes if case.home in members(predicate.values, case) else no)(
        f"the maker of {case.item} is from {case.home}"
    )


def _subject_to_ear(_: Predicate, case: Case) -> Finding:
    """15 CFR 734.3: goods of US makers; for others it depends on US content and on the direct product rules."""
    if case.maker is None or case.home == "US":
        return yes(f"{case.item} is subject to the US rules")
    return unknown(
        f"whether {case.item}, made by {name_of(case.maker, case.view)}, is subject to the US rules is not known"
    )


def _meets(predicate: Predicate, case: Case) -> Finding:
    thresholds = case.view.thresholds
    if case.item_class not in PROCESSORS:
        return no(f"{case.item} is no processor")
    if case.chip is None:
        return unknown(f"no figures of {case.item} were known")
    return within(case.chip, predicate.reference or "", predicate.values, thresholds)


def _figure(predicate: Predicate, case: Case) -> Finding:
    if predicate.condition is None:
        raise ValueError("a figure needs a condition")
    if case.chip is None:
        return unknown(f"no figures of {case.item} were known")
    return compare(predicate.condition, case.chip)


def _destination(predicate: Predicate, case: Case) -> Finding:
    where = case.shipment.destination
    titles = [case.view.groups[value].title if value in case.view.groups else value for value in predicate.values]
    words = " or ".join(titles)
    if where in members(predicate.values, case):
        return yes(f"the destination is {where}" if titles == [where] else f"the destination {where} is in {words}")
    return no(f"the destination {where} is not in {words}")


def _headquarters(predicate: Predicate, case: Case) -> Finding:
    if case.shipment.party is None:
        return left_open("no party was named; its seat or its parent's may matter")
    return seated(case.shipment.party, members(predicate.values, case), case.day, case.view)


def _exported_from(predicate: Predicate, case: Case) -> Finding:
    origin = case.shipment.origin or case.home
    words = " or ".join(predicate.values)
    if origin is None:
        return _without_origin(predicate, case, words)
    return (yes if origin in members(predicate.values, case) else no)(f"shipped from {origin}")


def _without_origin(predicate: Predicate, case: Case, words: str) -> Finding:
    """Goods without a maker are asked of China as the exporter, whose rules name them; other origins must be named."""
    if "CN" in members(predicate.values, case):
        return yes("taken as shipped from CN")
    return left_open(f"it was not said from where it is shipped; it matters whether it is {words}")


def _party(predicate: Predicate, case: Case) -> Finding:
    names = " or ".join(name_of(key, case.view) for key in predicate.values)
    if case.shipment.party is None:
        return left_open(f"no party was named; it matters whether it is {names}")
    return (yes if case.shipment.party in predicate.values else no)(
        f"the party is {name_of(case.shipment.party, case.view)}"
    )


def _listed(predicate: Predicate, case: Case) -> Finding:
    list_ = predicate.reference or ""
    if case.shipment.party is None:
        return left_open(f"no party was named; it matters whether it is on the {name_of(list_, case.view)}")
    return listed(case.shipment.party, list_, case.day, case.view, predicate.footnotes)


def _owned(predicate: Predicate, case: Case) -> Finding:
    list_ = predicate.reference or ""
    if case.shipment.party is None:
        return left_open(f"no party was named; it matters who owns it and is on the {name_of(list_, case.view)}")
    return Holders(list=list_, share=predicate.share or 0.0, day=case.day, view=case.view).of(case.shipment.party)


def _end_use(predicate: Predicate, case: Case) -> Finding:
    words = " or ".join(predicate.values)
    if case.shipment.end_use is None:
        return left_open(f"no end use was named; it matters whether it is {words}")
    return (yes if case.shipment.end_use in predicate.values else no)(f"the end use is {case.shipment.end_use}")


_ANSWERS: dict[PredicateKind, Callable[[Predicate, Case], Finding]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "item": _item,
    "maker": _maker,
    "maker_from": _maker_from,
    "subject_to_ear": _subject_to_ear,
    "meets": _meets,
    "figure": _figure,
    "destination": _destination,
    "headquarters": _headquarters,
    "exported_from": _exported_from,
    "party": _party,
    "listed": _listed,
    "owned": _owned,
    "end_use": _end_use,
}
