"""A table of measures in the columns of Global Trade Alert's data, one row a measure.

What Global Trade Alert judges (whether a measure liberalises or harms) and what its staff classify (intervention type,
product codes) is not known here and stays empty: an empty cell is to be filled, not a 'no'.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.exports.columns import Column
from tracker.knowledge import MeasureRecord
from tracker.model import DateInterval


def _day(interval: DateInterval | None) -> str | None:
    """``2025-11-10``, ``2025-11``, ``2025`` or both ends: never more exact than known."""
    if interval is None:
        return None
    exact = {"month": f"{interval.start:%Y-%m}", "year": f"{interval.start:%Y}"}.get(interval.precision)
    return exact or (f"{interval.start}" if interval.start == interval.end else f"{interval.start}/{interval.end}")


def _first(intervals: Sequence[DateInterval]) -> str | None:
    return _day(min(intervals, key=lambda interval: interval.start, default=None))


def _empty(_: MeasureRecord) -> None:
    return None


COLUMNS: tuple[Column, ...] = (
    Column(name="state_act_id", sort="text", of=lambda measure: measure.id),
    Column(name="state_act_title", sort="text", of=lambda measure: measure.title),
    Column(name="state_act_description", sort="text", of=lambda measure: measure.summary),
    Column(name="source", sort="texts", of=lambda measure: list(measure.sources)),
    Column(name="is_source_official", sort="truth", of=_empty),
    Column(name="gta_evaluation", sort="text", of=_empty),
    Column(name="intervention_type", sort="text", of=_empty),
    Column(name="form", sort="text", of=lambda measure: measure.form),
    Column(name="implementing_jurisdictions", sort="texts", of=lambda measure: [measure.jurisdiction]),
    Column(name="implementing_agencies", sort="texts", of=lambda measure: list(measure.issuers)),
    Column(name="affected_jurisdictions", sort="texts", of=lambda measure: list(measure.destinations)),
    Column(name="affected_products", sort="texts", of=_empty),
    Column(name="date_announced", sort="text", of=lambda measure: _day(measure.announced)),
    Column(name="date_published", sort="text", of=lambda measure: _day(measure.published)),
    Column(name="date_implemented", sort="text", of=lambda measure: _first(measure.effective)),
    Column(name="date_removed", sort="text", of=lambda measure: _day(measure.expires)),
    Column(name="confidence", sort="text", of=lambda measure: measure.confidence),
)
