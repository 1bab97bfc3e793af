"""The shape of the data files: what a record may hold, and how a broken one is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from tracker.errors import KnowledgeError
from tracker.knowledge.dates import parse_interval
from tracker.knowledge.files import Row, read_rows
from tracker.model import Confidence, DateInterval

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Text = Annotated[str, Field(min_length=1)]


def _one_paragraph(value: str) -> str:
    if value != " ".join(value.split()):
        raise ValueError("white space at an end or doubled")
    return value


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_paragraph)]


def _known_date(value: str) -> str:
    parse_interval(value)
    return value


IsoDate = Annotated[str, AfterValidator(_known_date)]
"""A date at the precision known, see `tracker.knowledge.dates`."""


class Record(BaseModel):
    """What every record of every file holds; a field that is not foreseen is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    confidence: Confidence
    note: Text | None = None


Model = TypeVar("Model", bound=Record)


def validated(model: type[Model], path: Path, rows: list[Row]) -> list[Model]:
    """The rows of a file as checked records. Raises ``KnowledgeError`` naming file, record and field."""
    records: dict[str, Model] = {}
    for row in rows:
        record = _validated(model, path, row)
        if record.id in records:
            raise KnowledgeError(f"{path.name}: {record.id}: id: used twice in this file")
        records[record.id] = record
    return list(records.values())


def read_records(model: type[Model], path: Path) -> list[Model]:
    """The checked records of a file with figures. Raises ``KnowledgeError``."""
    return validated(model, path, read_rows(path))


def _validated(model: type[Model], path: Path, row: Row) -> Model:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{path.name}: {row['id']}: {field}: {first['msg']}") from error


def interval(text: str | None) -> DateInterval | None:
    """A checked date as days; ``None`` stays ``None``."""
    return parse_interval(text) if text else None


def intervals(texts: tuple[str, ...]) -> tuple[DateInterval, ...]:
    """Checked dates as days."""
    return tuple(parse_interval(text) for text in texts)


def frozen(value: Any) -> Any:
    """A structured value with tuples for lists, so that nobody changes it."""
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value
