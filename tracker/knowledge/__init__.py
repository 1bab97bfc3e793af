"""What the field knows: entities, measures, listings, specifications, the reference timeline and event types.

The YAML files beside this module are the source. To add a company, a chip or an office, add an
entry to the file of its kind; ``pytest tests/knowledge`` checks it.
"""

from tracker.knowledge.base import Knowledge, load_knowledge
from tracker.knowledge.entities import KnownEntity, Office
from tracker.knowledge.records import (
    Condition,
    CoverageRecord,
    ExportStatus,
    ListingRecord,
    MeasureChange,
    MeasureRecord,
    ReferenceAmount,
    SpecificationRecord,
    ThresholdRecord,
    Tier,
    TimelineRecord,
)

__all__ = [
    "Condition",
    "CoverageRecord",
    "ExportStatus",
    "Knowledge",
    "KnownEntity",
    "ListingRecord",
    "MeasureChange",
    "MeasureRecord",
    "Office",
    "ReferenceAmount",
    "SpecificationRecord",
    "ThresholdRecord",
    "Tier",
    "TimelineRecord",
    "load_knowledge",
]
