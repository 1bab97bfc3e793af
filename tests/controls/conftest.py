"""The packaged knowledge base and short questions to it."""

from collections.abc import Callable
from datetime import date

import pytest

from tracker.controls import Shipment, Status, read_shipment, status
from tracker.knowledge import Knowledge, load_knowledge

Ask = Callable[..., Status]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def ask(knowledge: Knowledge) -> Ask:
    """``ask("H20", "CN", on="2025-05-01")``; asked on the same day unless ``known`` is given."""

    def asked(item: str, to: str, *, on: str, known: str | None = None, **words: str) -> Status:
        shipment = read_shipment(Shipment(item=item, destination=to, **words), knowledge)
        day = date.fromisoformat(on)
        return status(shipment, valid_at=day, known_at=date.fromisoformat(known) if known else day, knowledge=knowledge)

    return asked
