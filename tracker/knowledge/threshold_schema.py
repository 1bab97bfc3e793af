"""The shape of `thresholds.yaml`, and its records with dates as days."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from tracker.knowledge.records import Comparison, Condition, ThresholdRecord, Tier
from tracker.knowledge.schema import Id, IsoDate, Record, Text, frozen, interval, read_records

FILE = "thresholds.yaml"


class ConditionRow(BaseModel):
    """One test: a comparison of a metric with a value, or words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    metric: Text
    comparison: Comparison | None = None
    value: float | None = None
    upper: float | None = None
    unit: Text | None = None
    test: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _testable(self) -> ConditionRow:
        if (self.comparison is None) != (self.value is None) or (self.comparison is None and self.test is None):
            raise ValueError("give a comparison with its value, or the test in words")
        if (self.comparison == "between") != (self.upper is not None):
            raise ValueError("`between` needs an upper bound, and nothing else has one")
        return self


class TierRow(BaseModel):
    """One paragraph of a control with its alternatives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    eccn: Text | None = None
    any_of: Annotated[tuple[tuple[ConditionRow, ...], ...], Field(min_length=1)]

    def record(self) -> Tier:
        """As a plain value."""
        return Tier(eccn=self.eccn, any_of=tuple(tuple(Condition(**dict(c)) for c in group) for group in self.any_of))


class ThresholdRow(Record):
    """The tests of one version of a control, or a definition."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9.-]+$")]
    measure: Id | None = None
    form: Literal["test", "definition", "snapshot"]
    title: Text | None = None
    eccns: tuple[Text, ...] = ()
    effective_from: IsoDate | None = None
    effective_to: IsoDate | None = None
    complied_with_from: IsoDate | None = None
    tiers: tuple[TierRow, ...] = ()
    same_tests_as: Text | None = None
    consumer_exclusion: tuple[ConditionRow, ...] = ()
    destinations: tuple[Text, ...] = ()
    review_policy: dict[str, JsonValue] = Field(default_factory=dict)
    details: dict[str, JsonValue] = Field(default_factory=dict)

    def record(self) -> ThresholdRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        values |= {name: interval(values[name]) for name in ("effective_from", "effective_to", "complied_with_from")}
        values |= {name: frozen(values[name]) for name in ("review_policy", "details")}
        values["consumer_exclusion"] = tuple(Condition(**dict(row)) for row in self.consumer_exclusion)
        values["tiers"] = tuple(tier.record() for tier in self.tiers)
        return ThresholdRecord(**values)


def read_thresholds(folder: Path) -> tuple[ThresholdRecord, ...]:
    """Every threshold in the order of the file. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(ThresholdRow, folder / FILE))
