"""Hostile documents: an outcome within 5 seconds of CPU and 300 MB, each in a process of its own that is held to it."""

from __future__ import annotations

import gzip
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.documents import PROSE

CPU_SECONDS = 5
MEMORY = 300_000_000
GOOD = "<html><body><h1>Kilns stay cold this winter</h1>" + "".join(f"<p>{text}</p>" for text in PROSE)
READ_IT = """
import sys, resource
from datetime import UTC, datetime
from tracker.errors import TrackerError
from tracker.model import Document
from tracker.reading import read
body, media_type = open(sys.argv[1], "rb").read(), sys.argv[2]
try:
    article = read(Document(url="file:///x", media_type=media_type, charset=sys.argv[3] or None,
                            fetched=datetime(2026, 1, 1, tzinfo=UTC), body=body))
    print("read", len(article.text))
except TrackerError as error:
    print("refused", error)
used = resource.getrusage(resource.RUSAGE_SELF)
try:  # the peak of getrusage is at least that of the parent
    peak = open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]
except OSError:
    peak = used.ru_maxrss
print(used.ru_utime + used.ru_stime, peak)
"""

CASES = {
    "50,000 attributes on one tag": (GOOD + "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x", "text/html", ""),
    "50,000 quoted attributes": (GOOD + "<p " + " ".join(f"a{n}='>'" for n in range(50_000)) + ">x", "text/html", ""),
    "attributes that look like tags": (GOOD + "<p " + " ".join(f"<b{n}" for n in range(50_000)) + ">", "text/html", ""),
    "attributes behind a comment": (
        GOOD + '<!-- <p a=" --><p ' + " ".join(f"a{n}" for n in range(50_000)) + ' x="">',
        "text/html",
        "",
    ),
    "200,000 nested tags": (GOOD + "<div>" * 200_000 + "x" + "</div>" * 200_000, "text/html", ""),
    "200,000 nested inline tags": (GOOD + "<b>" * 200_000 + "x", "text/html", ""),
    "tables in tables": (GOOD + "<table><tr><td>" * 70_000, "text/html", ""),
    "lists in lists": (GOOD + "<ul><li>" * 100_000, "text/html", ""),
    "50 MB of one paragraph": (GOOD + "<p>" + "word " * 10_000_000, "text/html", ""),
    "7.5 MB of one paragraph": (GOOD + "<p>" + "word " * 1_500_000, "text/html", ""),
    "7.5 MB of one line of text": ("word " * 1_500_000, "text/plain", ""),
    "scripts without end and without a body": ("<html><body><h1>x</h1>" + "<script><p " * 700_000, "text/html", ""),
    "strings of quotes in scripts": (
        "<html><body><h1>x</h1>" + ("<script>" + '\\"' * 30_000 + "<p>" * 2_000 + "</script>") * 80,
        "text/html",
        "",
    ),
    "NUL bytes": (GOOD.replace(" ", " \0"), "text/html", ""),
    "a wrong charset": (
        GOOD + "<p>Caf\u00e9 au lait, dit-on \u00e0 l\u2019\u00e9glise de Besan\u00e7on.</p>",
        "text/html",
        "utf-16-be",
    ),
    "a charset that is none": (GOOD, "text/html", "x-no-such-thing"),
    "a header of a mail without end": (
        "Message-ID: <1>\nFrom: a\nSubject: b\n" + "X-A: b\n" * 200_000,
        "message/rfc822",
        "",
    ),
    "a mail of parts in parts": (
        "Message-ID: <1>\nFrom: a\nSubject: b\n"
        + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000)),
        "message/rfc822",
        "",
    ),
    "20,000 lines of dates": ("18 July 2025 by Ann Lee\n" * 19_000, "text/plain", ""),
}


def outcome(tmp_path: Path, body: bytes, media_type: str, charset: str) -> list[str]:
    """What reading ends with, in a process that may use no more than the limits (and what the interpreter maps)."""
    page = tmp_path / "page"
    page.write_bytes(body)

    def hold() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS + 1, CPU_SECONDS + 1))

    done = subprocess.run(
        [sys.executable, "-c", READ_IT, str(page), media_type, charset],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=hold,
    )
    assert done.returncode == 0, done.stderr[-500:]
    words, used = done.stdout.strip().splitlines()
    seconds, kilobytes = map(float, used.split())
    assert seconds <= CPU_SECONDS
    assert kilobytes * 1024 <= MEMORY
    return words.split(" ", 1)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_document_ends_in_time_and_memory(name: str, tmp_path: Path) -> None:
    text, media_type, charset = CASES[name]
    verdict, rest = outcome(tmp_path, text.encode(), media_type, charset)
    assert verdict == "refused" or int(rest) > 200


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_torn_gzip_is_read_as_far_as_it_goes(share: float, tmp_path: Path) -> None:
    whole = (GOOD + "".join(f"<p>{n}: {PROSE[n % 3]}</p>" for n in range(2_000))).encode()
    packed = gzip.compress(whole)
    verdict, size = outcome(tmp_path, packed[: int(len(packed) * share)], "application/gzip", "")
    assert verdict == "read"
    assert int(size) > 0.3 * share * len(whole)


@pytest.mark.torture("R4")
def test_a_gzip_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(b"<p>" + b"word " * 40_000_000)
    assert outcome(tmp_path, packed, "text/html", "")[0] == "refused"


def test_a_gzip_that_is_broken_at_once_is_refused(tmp_path: Path) -> None:
    assert outcome(tmp_path, b"\x1f\x8b\x08\x00" + b"\xff" * 50, "text/html", "")[0] == "refused"
