"""The application over a small press of our own."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.web.press import printed
from tracker.app import build_app
from tracker.knowledge import load_knowledge


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with printed(tmp_path_factory.mktemp("press")) as store:
        yield build_app(store, load_knowledge())


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
