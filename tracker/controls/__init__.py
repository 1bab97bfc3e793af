"""Chip classification by rule version and legal status as of a day; pure."""
