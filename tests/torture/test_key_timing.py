"""How long a wrong key takes does not tell how nearly right it is."""

import math
import random
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.figures import Say
from tests.torture.ingesting import fresh
from tracker.store import Store
from tracker.store.keys import KeyStore

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def spoiled(key: str, at: int) -> str:
    """The key with one letter of its secret changed."""
    return f"{key[:at]}{'A' if key[at] != 'A' else 'B'}{key[at + 1 :]}"


@pytest.mark.torture("R22")
def test_a_nearly_right_key_takes_as_long_as_a_wrong_one(tmp_path: Path, empty: Path, full: bool, figure: Say):
    address, _, _ = fresh(empty, tmp_path / "keys")
    rounds, chance = 20_000 if full else 500, random.Random(9)
    with Store.open(address) as store:
        keys = KeyStore(store)
        _, key = keys.add("tester", ("read",), now=NOW)
        start = key.index("_", 4) + 1
        asked = {"first": spoiled(key, start), "last": spoiled(key, len(key) - 1)}
        times: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(rounds):
            for name in chance.sample(list(asked), 2):
                begun = time.thread_time_ns()
                assert keys.holder(asked[name], NOW) is None
                times[name].append(time.thread_time_ns() - begun)
        assert keys.holder(key, NOW) is not None
    one, other = (sorted(each)[: int(len(each) * 0.95)] for each in times.values())  # without what the machine adds
    spread = math.sqrt(statistics.variance(one) / len(one) + statistics.variance(other) / len(other))
    welch = (statistics.fmean(one) - statistics.fmean(other)) / spread
    figure(
        "keys that are wrong in their first or their last letter",
        f"2 x {rounds:,} checks, |t| = {abs(welch):.1f}",
        "|t| < 4.5",
    )
    if full:
        assert abs(welch) < 4.5
