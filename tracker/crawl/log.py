"""Logs as lines of JSON: one object for each event, with the source, the run and what became of it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

LOGGER = logging.getLogger("tracker.watch")
_KNOWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """Formats a record with all that was given as ``extra``; control characters are escaped by JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        values = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        extra = {name: value for name, value in record.__dict__.items() if name not in _KNOWN}
        if record.exc_info and record.exc_info[1]:
            extra["error"] = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        return json.dumps(values | extra, ensure_ascii=True, default=str)


def _plain() -> logging.Formatter:
    nothing = {"source": "", "problem": ""}
    return logging.Formatter("%(asctime)s %(message)s %(source)s %(problem)s", "%H:%M:%S", defaults=nothing)


def log_to_stderr(*, as_json: bool) -> None:
    """Write the log of watching to standard error."""
    writer = logging.StreamHandler()
    writer.setFormatter(JsonLines() if as_json else _plain())
    LOGGER.handlers[:] = [writer]
    # Runs are printed for people anyway.
    LOGGER.setLevel(logging.INFO if as_json else logging.WARNING)
    LOGGER.propagate = False
