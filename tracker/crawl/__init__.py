"""Watching the world: looks through sources on their schedule, fetches what is new and hands it to the pipeline."""

from tracker.crawl.crawler import Crawler, Page, Summary
from tracker.crawl.setting_up import crawler_of, sources_of
from tracker.crawl.watch import Watch

__all__ = ["Crawler", "Page", "Summary", "Watch", "crawler_of", "sources_of"]
