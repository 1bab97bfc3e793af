"""The shape of `scopes.yaml`, and its records with predicates that can be evaluated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tracker.knowledge.records import Condition
from tracker.knowledge.schema import Id, IsoDate, Record, Text, interval, read_records
from tracker.knowledge.scopes import (
    Effect,
    LicenceException,
    Policy,
    Practice,
    Predicate,
    PredicateKind,
    ScopeRecord,
    Side,
)
from tracker.knowledge.threshold_schema import ConditionRow

FILE = "scopes.yaml"
_STRICT = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
_WORDS: tuple[PredicateKind, ...] = (
    "item",
    "maker",
    "maker_from",
    "destination",
    "headquarters",
    "exported_from",
    "party",
    "end_use",
)


class MeetsRow(BaseModel):
    """The tests of a threshold, or those of its paragraphs that are named."""

    model_config = _STRICT

    threshold: Text
    eccns: tuple[Text, ...] = ()


class ListedRow(BaseModel):
    """A place on a list; with ``share``, of an owner."""

    model_config = _STRICT

    list: Id
    footnotes: tuple[int, ...] = ()
    share: float | None = None


class PredicateRow(BaseModel):
    """One question: exactly one field is given."""

    model_config = _STRICT

    all_of: Annotated[tuple[PredicateRow, ...] | None, Field(alias="all", min_length=1)] = None
    any_of: Annotated[tuple[PredicateRow, ...] | None, Field(alias="any", min_length=1)] = None
    negated: Annotated[PredicateRow | None, Field(alias="not")] = None
    item: tuple[Id, ...] | None = None
    maker: tuple[Id, ...] | None = None
    maker_from: tuple[Text, ...] | None = None
    destination: tuple[Text, ...] | None = None
    headquarters: tuple[Text, ...] | None = None
    exported_from: tuple[Text, ...] | None = None
    party: tuple[Id, ...] | None = None
    end_use: tuple[Text, ...] | None = None
    subject_to_ear: bool | None = None
    meets: MeetsRow | None = None
    figure: ConditionRow | None = None
    listed: ListedRow | None = None
    owned: ListedRow | None = None

    @model_validator(mode="after")
    def _single(self) -> PredicateRow:
        if len(self.model_fields_set) != 1:
            raise ValueError("give exactly one question")
        if self.subject_to_ear is False:
            raise ValueError("write `not` around it instead")
        return self

    def record(self) -> Predicate:
        """As a plain value."""
        joined = {"all": self.all_of, "any": self.any_of, "not": (self.negated,) if self.negated else None}
        for kind, parts in joined.items():
            if parts:
                return _predicate(kind, parts=tuple(part.record() for part in parts))
        for kind in _WORDS:
            if values := getattr(self, kind):
                return _predicate(kind, values=values)
        return self._compound()

    def _compound(self) -> Predicate:
        if self.meets:
            return _predicate("meets", reference=self.meets.threshold, values=self.meets.eccns)
        if self.figure:
            return _predicate("figure", condition=Condition(**dict(self.figure)))
        if self.listed:
            return _predicate("listed", reference=self.listed.list, footnotes=self.listed.footnotes)
        if self.owned:
            return _predicate("owned", reference=self.owned.list, share=self.owned.share)
        return _predicate("subject_to_ear")


class ExceptionRow(BaseModel):
    """A licence exception and where it is open."""

    model_config = _STRICT

    name: Text
    words: Text
    when: PredicateRow | None = None

    def record(self) -> LicenceException:
        """As a plain value."""
        return LicenceException(name=self.name, words=self.words, when=self.when.record() if self.when else None)


class ScopeRow(Record):
    """What a measure reaches and what it does there."""

    measures: tuple[Id, ...] = ()
    list: Id | None = None
    side: Side = "exporter"
    effect: Effect
    policy: Policy | None = None
    practice: Practice | None = None
    replaces: tuple[Id, ...] = ()
    when: PredicateRow | None = None
    exceptions: tuple[ExceptionRow, ...] = ()
    conditions: tuple[Text, ...] = ()
    reported: bool = False
    why: Text | None = None
    until: IsoDate | None = None

    @model_validator(mode="after")
    def _answerable(self) -> ScopeRow:
        if (self.effect == "none") != (self.when is None):
            raise ValueError("`when` says where it applies; only the effect `none` has none")
        if self.effect in ("none", "gap") and not self.why:
            raise ValueError("`why` gives the reason of the effects `none` and `gap`")
        if self.effect not in ("none", "gap") and (len(self.measures) == 1) == bool(self.list):
            raise ValueError("name one measure or one list")
        return self

    def record(self) -> ScopeRecord:
        """With predicates that can be evaluated."""
        values: dict[str, Any] = dict(self)
        values |= {"when": self.when.record() if self.when else None, "until": interval(self.until)}
        values["exceptions"] = tuple(row.record() for row in self.exceptions)
        return ScopeRecord(**values)


def read_scopes(folder: Path) -> tuple[ScopeRecord, ...]:
    """Every scope in the order of the file. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(ScopeRow, folder / FILE))


def _predicate(kind: Any, **given: Any) -> Predicate:
    empty: dict[str, Any] = {
        "parts": (),
        "values": (),
        "reference": None,
        "condition": None,
        "share": None,
        "footnotes": (),
    }
    return Predicate(kind=kind, **empty | given)
