"""Claims to events: which claims of different sources speak of one happening, and what is known of it.

Pure and independent of the order in which claims arrive: the same set of claims always gives the
same events under the same ids.
"""

from tracker.resolution.clustering import resolve
from tracker.resolution.sourced import ResolvedEvent, SourcedClaim

__all__ = ["ResolvedEvent", "SourcedClaim", "resolve"]
