"""Polite and safe HTTP for addresses that users and pages give: nothing private is reached, nothing runs for ever."""

from tracker.fetch.fetcher import READABLE, Fetcher, document_of, fetch
from tracker.fetch.limits import Limits
from tracker.fetch.pace import Pace, Turns
from tracker.fetch.replies import Download, Validators

__all__ = ["READABLE", "Download", "Fetcher", "Limits", "Pace", "Turns", "Validators", "document_of", "fetch"]
