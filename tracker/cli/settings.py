"""The settings of this run, read from the environment at the edge."""

from __future__ import annotations

import os

import click

from tracker.settings import Settings, read_settings


def settings() -> Settings:
    """Read ``TRACKER_*``; raises ``click.UsageError`` naming the variable that cannot be used."""
    try:
        return read_settings(os.environ)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
