"""Dates in news text: where an article speaks of time, and which days it means.

Relative words are resolved against the day of publication in the article's own zone. What fixes no day keeps
no day: 'recently' and '120 days' are found, but have no interval.
"""

from tracker.extraction.dates.finding import DateMention, Deed, find_dates, find_points

__all__ = ["DateMention", "Deed", "find_dates", "find_points"]
