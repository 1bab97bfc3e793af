"""Nvidia: newsroom."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Nvidia: newsroom",
    publisher="Nvidia",
    country="US",
    language="en",
    kind="party",
    reader=Feed("https://nvidianews.nvidia.com/releases.xml"),
    schedule=Every(minutes=120),
    licence="Copyright of the company; press releases are published to be quoted",
    expects=Expectation(documents=3, days=30),
    starter=True,
    homepage="https://nvidianews.nvidia.com/",
)
