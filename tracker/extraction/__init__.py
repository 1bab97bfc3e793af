"""Article to mentions and claims; pure, deterministic, offline, explainable."""

from tracker.extraction.extract import VERSION, extract

__all__ = ["VERSION", "extract"]
