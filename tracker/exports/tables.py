"""Tables of any length: CSV, Excel and Parquet, written as they are read."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tracker.exports.columns import Column, Sort
from tracker.exports.text import defused, plain

_STEP = 500
_GROUP = 10_000
"""Rows of a Parquet row group: what is held at once."""
_ROWS = 1_048_576
"""Rows of an Excel sheet."""
_CELL = 32_767
"""Characters of an Excel cell."""
_PIECE = 1 << 16

_ARROW: dict[Sort, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "number": pa.float64(),
    "count": pa.int64(),
    "truth": pa.bool_(),
    "day": pa.date32(),
    "instant": pa.timestamp("us", tz="UTC"),
}


def write_csv(columns: Sequence[Column], views: Iterable[Any]) -> Iterator[bytes]:
    """UTF-8 with a heading, after RFC 4180; several values stand in one cell, divided by ``; ``."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow([column.name for column in columns])
    for view in views:
        writer.writerow([_cell(column.of(view)) for column in columns])
        if held.tell() > _PIECE:
            yield _taken(held).encode()
    yield _taken(held).encode()


def _taken(held: io.StringIO) -> str:
    text = held.getvalue()
    held.seek(0)
    held.truncate()
    return text


def _cell(value: Any) -> str | int | float:
    """A value as CSV shows it; text is made harmless."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case date():
            return value.isoformat()
        case list():
            return defused(plain("; ".join(value)))
        case _:
            return defused(plain(str(value)))


def write_parquet(columns: Sequence[Column], views: Iterable[Any]) -> Iterator[bytes]:
    """Parquet with zstd; several values are lists, times are in UTC."""
    schema = pa.schema([(column.name, _ARROW[column.sort]) for column in columns])
    sink = _Sink()
    with parquet.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for batch in _batches(schema, columns, views):
            writer.write_batch(batch)
            yield sink.taken()
    yield sink.taken()


def _batches(schema: pa.Schema, columns: Sequence[Column], views: Iterable[Any]) -> Iterator[pa.RecordBatch]:
    """Row groups, gathered from small pieces: arrays are smaller by far than the views that they are made from."""
    rest = iter(views)
    pieces: list[pa.RecordBatch] = []
    while some := list(islice(rest, _STEP)):
        arrays = [pa.array([_plain(column.of(view)) for view in some], _ARROW[column.sort]) for column in columns]
        pieces.append(pa.record_batch(arrays, schema=schema))
        if len(pieces) * _STEP >= _GROUP:
            yield pa.concat_batches(pieces)
            pieces = []
    if pieces:
        yield pa.concat_batches(pieces)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    return [plain(one) for one in value] if isinstance(value, list) else value


class _Sink(io.RawIOBase):
    """Where a file is written to that goes away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: Any, /) -> int:
        """Keep ``piece`` until it is taken."""
        data = bytes(piece)
        self._pieces.append(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was ever written."""
        return self._written

    def taken(self) -> bytes:
        """What was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def write_excel(columns: Sequence[Column], views: Iterable[Any]) -> Iterator[bytes]:
    """An Excel workbook without formulas and links; more rows than a sheet has go on in the next sheet."""
    import xlsxwriter  # noqa: PLC0415 - wanted for this alone

    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            _fill(book, columns, views)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _fill(book: Any, columns: Sequence[Column], views: Iterable[Any]) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet, row, cut = None, _ROWS, 0
    for view in views:
        if row >= _ROWS:
            sheet, row = _sheet(book, columns, bold), 1
        for number, column in enumerate(columns):
            cut += _put(sheet, row, number, column.of(view), day)
        row += 1
    if sheet is None:
        _sheet(book, columns, bold)
    if cut:
        notes = book.add_worksheet("Notes")
        notes.write_string(0, 0, f"{cut} cells were cut to {_CELL} characters, which is all that Excel holds; see CSV")


def _sheet(book: Any, columns: Sequence[Column], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, 60 if column.name in ("title", "headline", "evidence_text") else 16)
        sheet.write_string(0, number, column.name, bold)
    return sheet


def _put(sheet: Any, row: int, number: int, value: Any, day: Any) -> int:
    """Write one cell; says how many had to be cut."""
    match value:
        case None:
            return 0
        case bool():
            sheet.write_boolean(row, number, value)
        case int() | float():
            sheet.write_number(row, number, value)
        case date() if not isinstance(value, datetime) and value.year >= 1900:
            sheet.write_datetime(row, number, value, day)
        case _:
            text = plain("; ".join(value) if isinstance(value, list) else str(value))
            sheet.write_string(row, number, text[: _CELL - 1] + "…" if len(text) > _CELL else text)
            return len(text) > _CELL
    return 0
