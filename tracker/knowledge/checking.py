"""The full check of the data files: every record against its schema, every id that a record names.

It needs more time than a command should take to start, so it runs in the tests, on an upgrade of
the database and wherever ``load_knowledge(validate=True)`` asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.errors import KnowledgeError
from tracker.knowledge.base import Knowledge
from tracker.knowledge.control_checking import check_controls
from tracker.knowledge.entity_schema import ROWS, EntityRow, InstrumentRow, ItemRow, MemberRow, PersonRow, PlaceRow
from tracker.knowledge.files import read_text_rows
from tracker.knowledge.loading import ENTITY_FILES
from tracker.knowledge.schema import validated
from tracker.model import KINDS, Kind

Reference = tuple[str, str, str, tuple[Kind, ...]]
"""Record id, field, the id that it names, and the kinds that may stand there."""

_MEMBERS: tuple[Kind, ...] = ("company", "agency", "organisation")


def check(knowledge: Knowledge) -> None:
    """Check every file in the folder of ``knowledge``. Raises ``KnowledgeError`` naming file, record and field."""
    for name, kind in ENTITY_FILES.items():
        rows = validated(ROWS[kind], knowledge.folder / name, read_text_rows(knowledge.folder / name))
        for row in rows:
            _check_references(knowledge, name, _entity_references(row))
            _check_forms(name, row)
    _check_coverage(knowledge)
    measures = {measure.id for measure in knowledge.measures}
    for name, references in _dated_references(knowledge):
        _check_references(knowledge, name, references)
    for name, record, field, measure in _measure_references(knowledge):
        if measure not in measures:
            raise KnowledgeError(f"{name}: {record}: {field}: no measure has the id {measure!r}")
    check_controls(knowledge)


def _entity_references(row: EntityRow) -> Iterator[Reference]:
    match row:
        case MemberRow(parent=str(parent)):
            yield row.id, "parent", parent, _MEMBERS
        case PersonRow(offices=offices):
            yield from ((row.id, "offices.organisation", office.organisation, _MEMBERS) for office in offices)
        case ItemRow() | InstrumentRow():
            parent_kind: Kind = "item" if isinstance(row, ItemRow) else "instrument"
            yield from _optional(row.id, "vendor", row.vendor, _MEMBERS)
            yield from _optional(row.id, "parent", row.parent, (parent_kind,))
        case PlaceRow():
            yield from _optional(row.id, "parent", row.parent, ("place",))
            yield from _optional(row.id, "government", row.government, ("agency",))


def _dated_references(knowledge: Knowledge) -> Iterator[tuple[str, Iterable[Reference]]]:
    for event in knowledge.timeline:
        filled = [(role, name) for role, names in event.roles.items() for name in names]
        yield "timeline.yaml", ((event.id, f"roles.{role}", name, KINDS) for role, name in filled)
        yield "timeline.yaml", ((event.id, "related", name, KINDS) for name in event.related)
    for measure in knowledge.measures:
        yield "measures.yaml", ((measure.id, "issuers", issuer, ("agency",)) for issuer in measure.issuers)
        yield "measures.yaml", _optional(measure.id, "instrument", measure.instrument, ("instrument",))
    for listing in knowledge.listings:
        yield "listings.yaml", [(listing.id, "party", listing.party, _MEMBERS)]
        yield "listings.yaml", [(listing.id, "list", listing.list, ("instrument",))]
    for item in knowledge.specifications:
        yield "specifications.yaml", [(item, "id", item, ("item",))]


def _measure_references(knowledge: Knowledge) -> Iterator[tuple[str, str, str, str]]:
    for measure in knowledge.measures:
        for change in measure.changes:
            yield from (("measures.yaml", measure.id, "changes.by", by) for by in change.by)
    for threshold in knowledge.thresholds:
        if threshold.measure:
            yield "thresholds.yaml", threshold.id, "measure", threshold.measure
    for item in knowledge.specifications.values():
        for status in item.export_status:
            if status.measure:
                yield "specifications.yaml", item.id, "export_status.measure", status.measure


def _check_references(knowledge: Knowledge, name: str, references: Iterable[Reference]) -> None:
    for record, field, identifier, kinds in references:
        entity = knowledge.entities.get(identifier)
        if entity is None:
            raise KnowledgeError(f"{name}: {record}: {field}: no entity has the id {identifier!r}")
        if entity.kind not in kinds:
            raise KnowledgeError(
                f"{name}: {record}: {field}: {identifier!r} is a {entity.kind}, not {' or '.join(kinds)}"
            )


def _check_coverage(knowledge: Knowledge) -> None:
    for identifier in knowledge.coverage:
        if not (knowledge.folder / f"{identifier}.yaml").exists():
            raise KnowledgeError(f"coverage.yaml: {identifier}: id: there is no file {identifier}.yaml")


def _check_forms(name: str, row: EntityRow) -> None:
    forms = [row.name, *row.aliases, *row.unsourced_aliases]
    twice = next((form for form in forms if forms.count(form) > 1), None)
    if twice:
        raise KnowledgeError(f"{name}: {row.id}: aliases: {twice!r} stands there twice")


def _optional(record: str, field: str, value: str | None, kinds: tuple[Kind, ...]) -> Iterator[Reference]:
    if value is not None:
        yield record, field, value, kinds
