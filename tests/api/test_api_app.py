"""The application as the command line starts it."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tracker.app import create_app
from tracker.errors import StoreError
from tracker.settings import read_settings
from tracker.store import upgrade


def test_the_application_opens_what_the_settings_name(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'tracker.db'}"
    upgrade(address)
    with TestClient(create_app(read_settings({"TRACKER_DATABASE_URL": address}))) as client:
        assert client.get("/api/health").json()["holds"]["articles"] == 0
        assert client.get("/").status_code == 200


def test_a_database_without_tables_is_said_before_anything_is_served(tmp_path: Path):
    with pytest.raises(StoreError, match="tracker db upgrade"):
        create_app(read_settings({"TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.db'}"}))
