"""Polite and safe HTTP for addresses that users give: nothing private is reached, nothing runs for ever."""

from tracker.fetch.fetcher import Fetcher, fetch
from tracker.fetch.limits import Limits

__all__ = ["Fetcher", "Limits", "fetch"]
