"""Builds the entities of the knowledge base from its YAML files.

This runs at the start of every command, so it uses plain dataclasses; the full check of the files
against their schemas is `tracker.knowledge.checking`.
"""

from __future__ import annotations

import re
from pathlib import Path

from tracker.errors import KnowledgeError
from tracker.knowledge.entities import KnownEntity, Office
from tracker.knowledge.files import Row, read_text_rows
from tracker.model import Kind

ENTITY_FILES: dict[str, Kind] = {
    "companies.yaml": "company",
    "agencies.yaml": "agency",
    "organisations.yaml": "organisation",
    "people.yaml": "person",
    "items.yaml": "item",
    "instruments.yaml": "instrument",
    "places.yaml": "place",
}
"""Each file holds the entities of one kind."""

_LISTS = frozenset(
    {"aliases", "unsourced_aliases", "descriptors", "ambiguous_aliases", "tickers", "demonyms", "sources"}
)


def load_entities(folder: Path) -> dict[str, KnownEntity]:
    """All entities by id.

    Raises ``KnowledgeError`` naming file, record and field when a record cannot be built or an id is used twice.
    """
    entities: dict[str, KnownEntity] = {}
    for name, kind in ENTITY_FILES.items():
        for row in read_text_rows(folder / name):
            entity = _entity(name, kind, row)
            if entity.id in entities:
                raise KnowledgeError(f"{name}: {entity.id}: id: already used by {entities[entity.id].name!r}")
            entities[entity.id] = entity
    return entities


def _entity(file: str, kind: Kind, row: Row) -> KnownEntity:
    values: Row = {key: tuple(value) if key in _LISTS else value for key, value in row.items()}
    if "unsourced_aliases" in values:
        values["aliases"] = values.get("aliases", ()) + values["unsourced_aliases"]
    if "generic" in values:
        values["generic"] = values["generic"] == "true"
    try:
        if "offices" in values:
            values["offices"] = tuple(Office(**office) for office in values["offices"])
        return KnownEntity(kind=kind, **values)
    except TypeError as error:
        named = re.search(r"'(\w+)'", str(error))
        field = named[1] if named else str(error)
        raise KnowledgeError(f"{file}: {row['id']}: {field}: missing, or no field of this record") from error
