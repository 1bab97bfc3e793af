"""Article to mentions and claims; pure, deterministic, offline, explainable."""

from tracker.extraction.extract import VERSION, extract, extract_on_topic

__all__ = ["VERSION", "extract", "extract_on_topic"]
