"""Counters of a watching process, for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

PAGES = Counter("tracker_pages_total", "Pages that were worked on, by what became of them.", ["source", "result"])
RUNS = Counter("tracker_runs_total", "Looks through sources, by whether they went well.", ["source", "result"])
RUN_SECONDS = Histogram(
    "tracker_run_seconds",
    "How long a look through a source took.",
    ["source"],
    buckets=(0.1, 0.5, 1, 5, 15, 60, 300, 1200, 3600),
)
