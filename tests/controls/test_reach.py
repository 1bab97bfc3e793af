"""That what is left out of the bands and of the impact could not have changed them."""

from datetime import date, timedelta

import pytest

from tracker.controls import FIRST, Shipment, answer, as_known, impact, timeline
from tracker.controls.bands import turning_days
from tracker.controls.impact import _changed, acts_of
from tracker.knowledge import Knowledge

SHIPMENTS = [
    Shipment(item="nvidia-h20", destination="CN"),
    Shipment(item="nvidia-h200-sxm", destination="NL", party="nexperia"),
    Shipment(item="amd-mi308", destination="AE"),
    Shipment(item="asml-nxt-2000i", destination="CN"),
    Shipment(item="huawei-ascend-910c", destination="MY"),
    Shipment(item="no-such-item", destination="CN"),
]


@pytest.mark.parametrize("shipment", SHIPMENTS, ids=lambda s: f"{s.item}-{s.destination}")
def test_bands_change_exactly_where_the_whole_answer_does(knowledge: Knowledge, shipment: Shipment) -> None:
    view = as_known(knowledge, date(2026, 11, 22))
    told = {band.start: band for band in timeline(shipment, view)}
    band = told[FIRST]
    for day in turning_days(shipment, view, FIRST, view.known_at + timedelta(days=365)):
        band = told.get(day, band)
        whole = answer(shipment, day, view)
        assert (band.state, band.policy, band.buyer, band.as_reported) == (
            whole.state,
            whole.policy,
            whole.buyer.state,
            whole.as_reported,
        )


@pytest.mark.parametrize("measure", ["us-bis-2025-04-h20-letter", "us-bis-2026-01-15-license-review"])
def test_the_impact_is_that_of_asking_about_everything(knowledge: Knowledge, measure: str) -> None:
    asked = []
    for act in acts_of(measure, knowledge):
        assert act.effective
        view = as_known(knowledge, max(act.effective.start, act.known.end))
        asked += [
            _changed(Shipment(item=item, destination="CN"), measure, act.effective.start, view)
            for item in sorted(view.specifications)
        ]
    held = set(knowledge.specifications)
    told = [one for one in impact(measure, knowledge, destinations=["CN"]) if one.shipment.item in held]
    assert told == [one for one in asked if one]
    assert told
