"""Imported once by the process from which all others are forked, so that what they share is loaded once."""

from tracker.batch.work import knowledge

knowledge()
