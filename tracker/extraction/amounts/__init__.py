"""Amounts in news text: money, percentages and counts of goods or parties, with what qualifies them.

A number is an amount only with its unit: 'H20', 'Section 232', '7nm' and '120 days' are none. Signs that several
countries use are read only where the text shows which is meant.
"""

from tracker.extraction.amounts.finding import AmountMention, find_amounts

__all__ = ["AmountMention", "find_amounts"]
