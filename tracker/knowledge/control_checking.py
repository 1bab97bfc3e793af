"""The check of what scopes, phases, groups, ownership and differences name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tracker.errors import KnowledgeError

if TYPE_CHECKING:
    from tracker.knowledge.base import Knowledge
    from tracker.knowledge.scopes import Predicate, ScopeRecord

Named = tuple[str, str, str, bool]
"""Record id, field, what it names, and whether that is there."""

_ENTITIES = ("item", "maker", "party")
_PLACES = ("destination", "headquarters", "exported_from", "maker_from")


def check_controls(knowledge: Knowledge) -> None:
    """Check every name in the files of `tracker.knowledge.scopes`. Raises ``KnowledgeError`` naming file and record."""
    for file, named in (
        ("scopes.yaml", _scopes(knowledge)),
        ("phases.yaml", _phases(knowledge)),
        ("groups.yaml", _groups(knowledge)),
        ("ownership.yaml", _ownership(knowledge)),
        ("differences.yaml", _differences(knowledge)),
    ):
        for record, field, name, held in named:
            if not held:
                raise KnowledgeError(f"{file}: {record}: {field}: there is no {name!r}")


def _scopes(knowledge: Knowledge) -> Iterator[Named]:
    measures = {measure.id for measure in knowledge.measures}
    scopes = {scope.id for scope in knowledge.scopes}
    for scope in knowledge.scopes:
        yield from ((scope.id, "measures", name, name in measures) for name in scope.measures)
        yield from ((scope.id, "replaces", name, name in scopes) for name in scope.replaces)
        if scope.list:
            yield scope.id, "list", scope.list, scope.list in knowledge.entities
        for predicate in _predicates(scope):
            yield from _predicate(scope.id, predicate, knowledge)


def _predicates(scope: ScopeRecord) -> Iterator[Predicate]:
    waiting = [scope.when, *(exception.when for exception in scope.exceptions)]
    while waiting:
        if predicate := waiting.pop():
            yield predicate
            waiting += predicate.parts


def _predicate(scope: str, predicate: Predicate, knowledge: Knowledge) -> Iterator[Named]:
    groups = knowledge.groups
    if predicate.kind in _ENTITIES:
        held: Iterable[str] = knowledge.entities
        yield from ((scope, predicate.kind, v, v in held or v in groups) for v in predicate.values)
    if predicate.kind in _PLACES:
        codes = {entity.country for entity in knowledge.entities.values() if entity.kind == "place"}
        yield from ((scope, predicate.kind, v, v in codes or v in groups) for v in predicate.values)
    if predicate.kind == "meets":
        names = {threshold.id for threshold in knowledge.thresholds}
        yield scope, "meets", predicate.reference or "", predicate.reference in names
    if predicate.kind in ("listed", "owned"):
        yield scope, predicate.kind, predicate.reference or "", predicate.reference in knowledge.entities


def _phases(knowledge: Knowledge) -> Iterator[Named]:
    measures = {measure.id for measure in knowledge.measures}
    scopes = {scope.id for scope in knowledge.scopes}
    for name, phases in knowledge.phases.items():
        for phase in phases:
            yield phase.id, "measure", name, name in measures
            if phase.by:
                yield phase.id, "by", phase.by, phase.by in measures
            if phase.scope:
                yield phase.id, "scope", phase.scope, phase.scope in scopes
            if phase.end:
                back = any(p.kind == "reinstated" and p.scope == phase.scope for p in phases)
                yield phase.id, "end", "reinstated phase that brings it back", back


def _groups(knowledge: Knowledge) -> Iterator[Named]:
    codes = {entity.country for entity in knowledge.entities.values() if entity.kind == "place"}
    for group in knowledge.groups.values():
        members = (*group.members, *(change.member for change in group.changes))
        yield from ((group.id, "members", m, m in codes or m in knowledge.entities) for m in members)


def _ownership(knowledge: Knowledge) -> Iterator[Named]:
    for holding in knowledge.ownership:
        for field, name in (("owner", holding.owner), ("owned", holding.owned)):
            yield holding.id, field, name, name in knowledge.entities


def _differences(knowledge: Knowledge) -> Iterator[Named]:
    names = {threshold.id for threshold in knowledge.thresholds}
    for difference in knowledge.differences:
        yield difference.id, "item", difference.item, difference.item in knowledge.specifications
        yield difference.id, "threshold", difference.threshold, difference.threshold in names
