"""The store against a dictionary: whatever is done in whatever order, it holds what the dictionary says, on either database."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.figures import Say
from tests.servers import Postgres
from tests.store.newsroom import NOW, claim, day, document, extraction
from tracker.store import ClaimFilter, EventFilter, Store
from tracker.store.backups import backup, restore

FIRMS = ("Borel", "Cantor", "Dedekind", "Euler")
"""Whose claims are of one happening each, however many pages tell of it."""
PAGES = st.integers(0, 4)
FACTS = st.frozensets(st.integers(0, len(FIRMS) - 1), max_size=3)
counted = {"steps": 0}


@dataclass
class Model:
    """What must be held."""

    pages: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """What each page says now."""
    bodies: set[str] = field(default_factory=set)
    """All that was ever received."""
    rejected: set[tuple[int, int]] = field(default_factory=set)

    @property
    def standing(self) -> set[tuple[int, int]]:
        """Page and fact of every claim that stands."""
        return {(page, fact) for page, facts in self.pages.items() for fact in facts} - self.rejected


class Machine(RuleBasedStateMachine):
    """Does the same to a dictionary and to two stores."""

    empty: Path
    """An SQLite database with tables and nothing in them."""
    server: Postgres

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.model, self.at, self.restored = Model(), NOW, False
        shutil.copy(self.empty, self.folder / "store.db")
        self.addresses = [f"sqlite:///{self.folder / 'store.db'}", self.server.copy("model")]
        self.stores = [Store.open(address) for address in self.addresses]

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def add(self, page: int, body: str, facts: tuple[int, ...], at: datetime) -> None:
        address = f"https://news.example/chips/{page}"
        told = [
            claim(f"{FIRMS[n]} got a licence.", target=FIRMS[n], item="A10", when=day(f"2025-0{n + 1}-17"))
            for n in facts
        ]
        read = extraction(*told, url=address, headline=f"Page {page}", opening=f"This is page {page}: {body}.")
        for store in self.stores:
            store.add(document(body, address), read, known_at=at, extractor_version="1", live=True)

    @rule(page=PAGES, facts=FACTS)
    def receive(self, page: int, facts: frozenset[int]) -> None:
        """A page as it is now, which may be as it was before."""
        told = tuple(sorted(facts))
        body = f"page {page} says {told}"
        self.add(page, body, told, self.now())
        self.model.pages[page] = told
        self.model.bodies.add(body)

    @precondition(lambda self: self.model.pages)
    @rule(data=st.data())
    def receive_the_same(self, data: st.DataObject) -> None:
        page = data.draw(st.sampled_from(sorted(self.model.pages)))
        before = [store.content_hash() for store in self.stores]
        told = self.model.pages[page]
        self.add(page, f"page {page} says {told}", told, self.now())
        assert [store.content_hash() for store in self.stores] == before

    @rule(again=st.booleans())
    def resolve(self, again: bool) -> None:
        """One event for each fact of which a page still tells."""
        for store in self.stores:
            if again:
                store.unsettle()
            store.resolve()
            events = store.events(EventFilter(limit=100)).items
            facts = {FIRMS[fact] for _, fact in self.model.standing}
            assert sorted(event.roles["target"][0].name for event in events) == sorted(facts)
            assert sum(event.sources for event in events) == len(self.model.standing)

    @precondition(lambda self: self.model.standing)
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        page, fact = data.draw(st.sampled_from(sorted(self.model.standing)))
        at = self.now()
        for store in self.stores:
            (found,) = [c for c in store.claims(ClaimFilter(limit=100)).items if self.of(c) == (page, fact)]
            store.reject(found.id, by="a reader", reason="misread", now=at)
        self.model.rejected.add((page, fact))

    @rule()
    def open_again(self) -> None:
        for store in self.stores:
            store.close()
        self.stores = [Store.open(address) for address in self.addresses]

    @precondition(lambda self: not self.restored)
    @rule()
    def back_up_and_restore(self) -> None:
        """The one becomes what the backup of the other holds."""
        self.restored = True
        file = self.folder / "copy.db"
        file.unlink(missing_ok=True)
        backup(self.addresses[1], file)
        self.stores[0].close()
        restore(file, self.addresses[0], replace=True)
        self.stores[0] = Store.open(self.addresses[0])

    def of(self, found: object) -> tuple[int, int]:
        """Page and fact of a claim."""
        return int(found.url.rpartition("/")[2]), FIRMS.index(found.evidence.text.split()[0])  # type: ignore[attr-defined]

    @invariant()
    def both_hold_what_the_dictionary_says(self) -> None:
        counted["steps"] += 1
        for store in self.stores:
            held = store.counts()
            assert (held["documents"], held["articles"]) == (len(self.model.bodies), len(self.model.pages))
            assert {self.of(c) for c in store.claims(ClaimFilter(limit=100)).items} == self.model.standing
            assert held["claims"] == len(self.model.standing)
        assert self.stores[0].content_hash() == self.stores[1].content_hash()

    def teardown(self) -> None:
        try:
            for store in self.stores:
                assert store.verify() == []
        finally:
            for store in self.stores:
                store.close()
            shutil.rmtree(self.folder)


@pytest.mark.torture("R27")
def test_the_store_holds_what_a_dictionary_holds(server: Postgres, empty: Path, full: bool, figure: Say):
    examples, steps = (60, 50) if full else (2, 8)
    counted["steps"] = 0

    Machine.server, Machine.empty = server, empty

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if full else [Phase.generate],
        ),
    )
    figure(
        "pages, retractions, verdicts, backups and restores in any order, on SQLite and PostgreSQL",
        f"{examples} runs of up to {steps} steps, {counted['steps']} states compared: no divergence",
        "0 divergences from the model, SQLite equal to PostgreSQL",
    )
