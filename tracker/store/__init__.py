"""What was received, read and resolved: tables, filters, find and add. Nothing else in the program speaks SQL."""

from tracker.store.conditions import Criterion
from tracker.store.filters import ArticleFilter, ClaimFilter, EntityFilter, EventFilter, Filter, event_types
from tracker.store.migrations import upgrade
from tracker.store.store import Store
from tracker.store.views import (
    Added,
    ArticleDetail,
    ArticleView,
    AttributionView,
    ClaimDateView,
    ClaimView,
    Companion,
    DateView,
    EntityDetail,
    EntityRef,
    EntityView,
    EventDetail,
    EventView,
    EvidenceView,
    FillerView,
    MentionView,
    Origin,
    Page,
    VersionView,
)

__all__ = [
    "Added",
    "ArticleDetail",
    "ArticleFilter",
    "ArticleView",
    "AttributionView",
    "ClaimDateView",
    "ClaimFilter",
    "ClaimView",
    "Companion",
    "Criterion",
    "DateView",
    "EntityDetail",
    "EntityFilter",
    "EntityRef",
    "EntityView",
    "EventDetail",
    "EventFilter",
    "EventView",
    "EvidenceView",
    "FillerView",
    "Filter",
    "MentionView",
    "Origin",
    "Page",
    "Store",
    "VersionView",
    "event_types",
    "upgrade",
]
