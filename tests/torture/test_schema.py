"""Requests that the API's own description calls right or wrong get an answer that it describes."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from tests.figures import Say
from tests.web.press import printed
from tracker.api.changing import Desk
from tracker.app import build_app
from tracker.errors import FetchRefused
from tracker.knowledge import load_knowledge
from tracker.model import Document

NEVER_ENDS = "/api/changes/stream"
EXCLUDED = [checks.positive_data_acceptance, checks.negative_data_rejection]
"""A description cannot say that one day is before another or what a cursor is: what it allows may be refused. And what
is empty, as a form sends it, counts as not given."""


def nowhere(address: str, now: datetime) -> Document:
    """No test reaches the network."""
    raise FetchRefused(f"{address} is not fetched at {now}")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with printed(tmp_path_factory.mktemp("press")) as store:
        made = build_app(store, load_knowledge())
        made.state.desk = Desk(nowhere, made.state.desk.take)
        yield made


@pytest.mark.torture("R21")
def test_every_answer_is_one_that_the_description_foresees(app: FastAPI, full: bool, figure: Say):
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    asked = {"as described": 0, "not as described": 0}
    for operation in operations:
        if operation.path == NEVER_ENDS:
            continue
        for name, mode in zip(asked, (GenerationMode.POSITIVE, GenerationMode.NEGATIVE), strict=True):
            limits = settings(
                max_examples=90 if full else 3,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            with suppress(Unsatisfiable):  # nothing can be wrong where nothing is asked for
                seed(8)(limits(given(operation.as_strategy(generation_mode=mode))(_asking(asked, name))))()
    number = sum(asked.values())
    figure("requests", f"{number:,} to {len(operations) - 1} operations: {asked}", "no error, none undescribed")
    assert number >= (5_000 if full else 150)


def _asking(asked: dict[str, int], name: str) -> Callable[[schemathesis.Case], None]:
    def ask(case: schemathesis.Case) -> None:
        asked[name] += 1
        case.call_and_validate(excluded_checks=EXCLUDED)

    return ask
