from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.servers import Postgres
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
    # Not among the temporary folders of the tests, to which another run of them takes away the server's way.
    with TemporaryDirectory() as folder:
        server = Postgres(Path(folder))
        server.do("CREATE DATABASE made")
        upgrade(server.named("made"))
        yield server
        server.stop()
