"""Times one status answer with all knowledge loaded, from the knowledge base and over the API on SQLite.

Run: ``python benchmarks/status.py``. Prints milliseconds: median and the slowest of a hundred.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient

from tracker.app import create_app
from tracker.controls import FIRST, Shipment, as_known, impact, status, timeline
from tracker.knowledge import load_knowledge
from tracker.settings import read_settings
from tracker.store import upgrade

SHIPMENTS = (
    Shipment(item="nvidia-h20", destination="CN"),
    Shipment(item="nvidia-h200-sxm", destination="CN", party="bytedance"),
    Shipment(item="nvidia-h100-sxm", destination="NL", party="nexperia"),
    Shipment(item="gallium", destination="US"),
)
TODAY = date(2026, 11, 22)


def measure(name: str, call: Callable[[], object], times: int = 100) -> None:
    """Print how long ``call`` takes; the first call, which may load files, is not counted."""
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    print(f"{name:<52} median {statistics.median(taken):8.2f} ms   slowest {max(taken):8.2f} ms")


def main() -> None:
    """Measure answers, bands, an impact and the route."""
    start = time.perf_counter()
    knowledge = load_knowledge()
    _ = knowledge.scopes, knowledge.phases, knowledge.listings, knowledge.specifications, knowledge.ownership
    print(f"{'knowledge loaded, once in a process':<52} {(time.perf_counter() - start) * 1000:.0f} ms")
    for shipment in SHIPMENTS:
        name = f"status {shipment.item} to {shipment.destination} {shipment.party or ''}"
        measure(name, lambda s=shipment: status(s, valid_at=TODAY, known_at=TODAY, knowledge=knowledge))
    view = as_known(knowledge, TODAY)
    measure("timeline of H20 since 2018", lambda: timeline(SHIPMENTS[0], view, since=FIRST), times=5)
    measure("impact of the H20 letter, all items", lambda: impact("us-bis-2025-04-h20-letter", knowledge), times=3)
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'tracker.db'}"
        upgrade(address)
        with TestClient(create_app(read_settings({"TRACKER_DATABASE_URL": address}))) as client:
            measure(
                "GET /api/items/nvidia-h20/status", lambda: client.get("/api/items/nvidia-h20/status?destination=CN")
            )


if __name__ == "__main__":
    main()
