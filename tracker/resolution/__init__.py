"""Claims to events: which claims of different sources speak of one happening, and what is known of it.

Pure and independent of the order in which claims arrive: the same set of claims always gives the
same events under the same ids.
"""

from tracker.resolution.clustering import (
    Judge,
    looking_under,
    neighbourhoods,
    resolve,
    resolve_neighbourhood,
    standing_under,
)
from tracker.resolution.features import Features, features
from tracker.resolution.kinship import Kinship, kin_of
from tracker.resolution.origins import SOURCE_KINDS, SourceKind
from tracker.resolution.sourced import (
    CONFLICT_KINDS,
    STANDINGS,
    Choice,
    Conflict,
    ConflictKind,
    Decision,
    ResolvedEvent,
    Side,
    SourcedClaim,
    Standing,
)
from tracker.resolution.timelines import Heard, State, timeline

__all__ = [
    "CONFLICT_KINDS",
    "SOURCE_KINDS",
    "STANDINGS",
    "Choice",
    "Conflict",
    "ConflictKind",
    "Decision",
    "Features",
    "Heard",
    "Judge",
    "Kinship",
    "ResolvedEvent",
    "Side",
    "SourceKind",
    "SourcedClaim",
    "Standing",
    "State",
    "features",
    "kin_of",
    "looking_under",
    "neighbourhoods",
    "resolve",
    "resolve_neighbourhood",
    "standing_under",
    "timeline",
]
