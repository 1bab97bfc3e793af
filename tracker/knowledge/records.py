"""Dated facts of the knowledge base: measures and their tests, listings, item specifications, the reference timeline.

Dates carry the precision of their source: an interval of a month is never narrowed to a day. The
four dates of a legal text (announced, published, effective, complied with) are kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracker.model import ClaimStatus, Confidence, DateInterval, Role

Value: TypeAlias = "str | int | float | bool | tuple[Value, ...] | Mapping[str, Value] | None"
"""A structured value as a source gives it; lists are tuples."""

Change: TypeAlias = Literal["suspended", "superseded", "rescinded", "reinstated", "amended", "corrected"]
"""What a later act did to a measure."""

Comparison: TypeAlias = Literal[">=", ">", "<", "<=", "between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """A later act on a measure."""

    change: Change
    date: DateInterval
    until: DateInterval | None
    """The last day of a suspension, if one was set."""
    by: tuple[str, ...]
    """Ids of the measures that did it."""
    words: str | None
    """What did it, where that is no measure held here; or a remark on it."""
    scope: str | None
    """Which part of the measure it touches; ``None`` for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    """A legal restriction or the lifting of one: a rule, letter, listing round, bill, order or announcement."""

    id: str
    title: str
    aliases: tuple[str, ...]
    issuers: tuple[str, ...]
    """Ids of the agencies that issued it."""
    jurisdiction: str
    form: str
    """``final rule``, ``interim final rule``, ``is-informed letter``, ``announcement``, ``guidance``, ``bill``..."""
    form_note: str | None
    instrument: str | None
    """The id of the named instrument that it is, or by which it acts."""
    fr_citation: str | None
    """Volume and page of the Federal Register, e.g. ``87 FR 62186``."""
    fr_doc: str | None
    rin: str | None
    docket: str | None
    code: str | None
    """Where it stands in a code of laws."""
    announced: DateInterval | None
    published: DateInterval | None
    effective: tuple[DateInterval, ...]
    effective_unconfirmed: tuple[DateInterval, ...]
    """Later stages that are commonly named but were not read in the text."""
    complied_with_from: tuple[DateInterval, ...]
    expires: DateInterval | None
    changes: tuple[MeasureChange, ...]
    milestones: tuple[tuple[DateInterval, str], ...]
    destinations: tuple[str, ...]
    """Where it bites, as the source words it; ISO codes where a country is meant."""
    controls: Mapping[str, Value]
    """What it covers: ``eccns``, ``items``, ``products``, ``end_uses``, ``license_exceptions``..."""
    thresholds: Mapping[str, Value]
    conditions: tuple[str, ...]
    review_policy: str | None
    progress: str | None
    """How far a bill has come."""
    impact_usd: float | None
    """What the firm concerned said that it would cost."""
    summary: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One numeric or worded test of a threshold."""

    metric: str
    """``TPP``, ``performance_density``, ``memory_bandwidth_density``, ``total_DRAM_bandwidth``..."""
    comparison: Comparison | None
    """``None`` where the test is only worded."""
    value: float | None
    upper: float | None
    """The upper bound of ``between``."""
    unit: str | None
    test: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One paragraph of a control: it is met when every condition of any one alternative is met."""

    eccn: str | None
    any_of: tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRecord:
    """The tests of one version of a control, or the definition of a quantity in them."""

    id: str
    measure: str | None
    """The id of the measure that set it."""
    form: Literal["test", "definition", "snapshot"]
    title: str | None
    eccns: tuple[str, ...]
    effective_from: DateInterval | None
    effective_to: DateInterval | None
    complied_with_from: DateInterval | None
    tiers: tuple[Tier, ...]
    same_tests_as: str | None
    """The earlier version whose numbers it keeps; then it has no tiers of its own."""
    consumer_exclusion: tuple[Condition, ...]
    """A chip neither designed nor marketed for data centres is outside when all of these hold."""
    destinations: tuple[str, ...]
    review_policy: Mapping[str, Value]
    details: Mapping[str, Value]
    """Everything else that the record states: formula, exclusions, licence exceptions, caps, remarks."""
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote of the Entity List at a party's entry, which puts it under a foreign direct product rule."""

    number: int
    date: DateInterval
    """Since when the entry bears it."""
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRecord:
    """Whether and since when a party is on a restricted-party list."""

    id: str
    party: str
    list: str
    """The id of the list, an instrument."""
    listed: bool
    """``False``: no entry matched the party's name on the day that was checked."""
    date: DateInterval | None
    action: str | None
    entry: str | None
    """The name under which it is entered."""
    entries: int | None
    citations: tuple[str, ...]
    footnotes: tuple[Footnote, ...]
    checked: DateInterval | None
    """The day of the copy of the list that was read."""
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportStatus:
    """How a rule version treats an item from a day on."""

    date: DateInterval
    status: str
    measure: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationRecord:
    """The published figures of a chip, memory or tool; dense figures in TFLOPS or TOPS, never those with sparsity."""

    id: str
    """The id of the item."""
    family: str | None
    announced: DateInterval | None
    process: str | None
    die_area_mm2: float | None
    dense: Mapping[str, float]
    """Number format to TFLOPS or TOPS, e.g. ``{"fp16": 148}``."""
    tpp: float | None
    """Total processing performance, 3A090 technical note 2."""
    tpp_basis: str | None
    performance_density: float | None
    memory_type: str | None
    memory_gb: float | None
    memory_bandwidth_gb_s: float | None
    interconnect_gb_s: float | None
    made_for_china: bool | None
    export_status: tuple[ExportStatus, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceAmount:
    """A figure that belongs to a timeline record."""

    value: float
    unit: str
    """An ISO 4217 code or a plural noun."""
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRecord:
    """One happening of the reference timeline."""

    id: str
    type: str | None
    """One of the event types; ``None`` where none fits, e.g. an appointment."""
    status: ClaimStatus
    date: DateInterval
    """When it was announced or happened."""
    effective: DateInterval | None
    jurisdictions: tuple[str, ...]
    roles: Mapping[Role, tuple[str, ...]]
    """Entity ids; only roles that are filled."""
    related: tuple[str, ...]
    """Ids of others whom the sources name with it, in no role."""
    products: tuple[str, ...]
    """The goods as the sources word them."""
    instruments: tuple[str, ...]
    """Names of rules and lists, and their citations."""
    amounts: tuple[ReferenceAmount, ...]
    description: str
    reported_only: bool
    """Known from the press or unnamed sources alone."""
    withdrawn: bool
    """Announced and then taken back."""
    confidence: Confidence
    sources: tuple[str, ...]
    primary: tuple[str, ...]
    """Primary documents that the sources name and that were not opened."""
    note: str | None

    @property
    def default(self) -> bool:
        """Whether an answer may use it unasked: low-confidence records are left out unless asked for."""
        return self.confidence != "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRecord:
    """How far the sources of a file reach; afterwards its silence proves nothing."""

    id: str
    """``measures``, ``timeline``, ``listings`` or ``people``."""
    until: DateInterval
    confidence: Confidence
    sources: tuple[str, ...]
    note: str | None
