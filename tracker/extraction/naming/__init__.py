"""Who and what an article names: known and unknown names, their shorter forms, and what refers back to them."""

from tracker.extraction.naming.find import find_names
from tracker.extraction.naming.results import Naming, Reference

__all__ = ["Naming", "Reference", "find_names"]
