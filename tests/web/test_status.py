"""The page that answers whether an item may be shipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.reported import SENTENCE, URL, reported
from tracker.app import build_app, create_app
from tracker.knowledge import load_knowledge
from tracker.settings import read_settings
from tracker.store import upgrade


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application over an empty database: status rests on the knowledge base alone."""
    address = f"sqlite:///{tmp_path_factory.mktemp('empty') / 'tracker.db'}"
    upgrade(address)
    with TestClient(
        create_app(read_settings({"TRACKER_DATABASE_URL": address})), raise_server_exceptions=False
    ) as found:
        yield found


def test_the_form_comes_without_an_answer(client: TestClient) -> None:
    page = client.get("/status")
    assert page.status_code == 200
    assert 'name="item"' in page.text
    assert 'aria-label="Answer"' not in page.text


def test_the_answer_names_what_decides_and_where_it_can_be_read(client: TestClient) -> None:
    page = client.get("/status?item=H20&destination=China&valid_at=2025-05-01&known_at=2025-05-01&party=&end_use=")
    assert page.status_code == 200
    assert ": licence required</h2>" in page.text
    assert "Is-informed letter to Nvidia on H20" in page.text
    assert "2,368 TPP / 814 mm² = 2.91" in page.text
    assert 'rel="noreferrer">https://' in page.text


def test_what_an_article_says_is_shown_with_a_link_to_it(tmp_path: Path) -> None:
    with (
        reported(f"sqlite:///{tmp_path / 'one.db'}") as store,
        TestClient(build_app(store, load_knowledge())) as client,
    ):
        page = client.get("/status?item=L20&destination=NL&party=Nexperia&valid_at=2025-10-15&known_at=2025-10-15")
    assert SENTENCE in page.text
    assert f'href="{URL}"' in page.text
    assert "(if reports hold: suspended)" in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("item=H20", "Give the destination too"),
        ("item=H20&destination=Atlantis", "there is no destination"),
        ("item=H20&destination=CN&valid_at=2025-02-30", "is no day: write YYYY-MM-DD"),
        ("item=H20&destination=CN&colour=red", "There is no field colour"),
    ],
)
def test_what_cannot_be_answered_is_said_above_the_form(client: TestClient, query: str, said: str) -> None:
    page = client.get(f"/status?{query}")
    assert page.status_code == 422
    assert said in page.text
    assert 'value="H20"' in page.text


def test_what_is_entered_is_text_and_never_markup(client: TestClient) -> None:
    page = client.get("/status?item=%3Cscript%3Ealert(1)%3C/script%3E&destination=CN")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
