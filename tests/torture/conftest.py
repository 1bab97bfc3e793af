from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Postgres, postgresql
from tracker.store import upgrade


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with tables and nothing in them."""
    path = tmp_path_factory.mktemp("empty") / "store.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """A PostgreSQL whose database ``made`` has tables and nothing in them: make copies of it."""
    with postgresql() as server:
        server.do("CREATE DATABASE made")
        upgrade(server.named("made"))
        yield server
