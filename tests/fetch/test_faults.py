"""Forty ways in which a server can fail: each ends in an error of its own kind, in time, and leaves nothing behind."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.crawl.newsroom import sure_fetcher
from tests.crawl.world import HEAD, World, drip, flood, page, raw, redirect, reset, status, world
from tests.figures import Say
from tracker.errors import FetchBusy, FetchError, FetchGone, FetchRefused
from tracker.fetch.robots import Robots

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECONDS = 1.0
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

PACKED = gzip.compress(b"".join(b"%d " % number for number in range(9000)))

FAULTS: dict[str, tuple[Callable, type[FetchError]]] = {
    "drips the body": (drip(HEAD + b"Content-Length: 100000\r\n\r\n"), FetchError),
    "drips the head": (drip(b"HTTP/1.1 200 OK\r\nX-Slow: "), FetchError),
    "drips the status line": (drip(b"HTTP/1.1 2"), FetchError),
    "drips chunks": (drip(CHUNKED, b"1\r\nx\r\n"), FetchError),
    "drips a chunk that never ends": (drip(CHUNKED + b"fffffff\r\n"), FetchError),
    "says nothing": (raw(hold=5), FetchError),
    "stops after the head": (raw(HEAD + b"Content-Length: 9\r\n\r\n", hold=5), FetchError),
    "closes at once": (raw(), FetchError),
    "closes after the status": (raw(b"HTTP/1.1 200 OK\r\n"), FetchError),
    "is cut short": (raw(HEAD + b"Content-Length: 5000\r\n\r\n<html>"), FetchError),
    "is torn off": (reset(), FetchError),
    "is cut in a chunk": (raw(CHUNKED + b"ff\r\nabc"), FetchError),
    "has a chunk of no size": (raw(CHUNKED + b"zz\r\nabc\r\n"), FetchError),
    "has a chunk of negative size": (raw(CHUNKED + b"-5\r\nabc\r\n"), FetchError),
    "floods the head": (flood(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n" * 1000), FetchError),
    "has a header without end": (flood(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536), FetchError),
    "floods early answers": (flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), FetchError),
    "floods the body": (flood(HEAD + b"\r\n", b"z" * 65536), FetchError),
    "floods chunks": (flood(CHUNKED, b"10000\r\n" + b"z" * 65536 + b"\r\n"), FetchError),
    "announces too much": (raw(HEAD + b"Content-Length: 99999999999\r\n\r\n", hold=5), FetchError),
    "announces nonsense": (raw(HEAD + b"Content-Length: many\r\n\r\nabc", hold=5), FetchError),
    "speaks mail": (raw(b"220 mail.example ESMTP\r\n"), FetchError),
    "speaks noise": (raw(bytes(range(256)) * 40), FetchError),
    "has an odd status": (raw(b"HTTP/1.1 9999 Odd\r\n\r\n"), FetchError),
    "sends a broken gzip": (
        raw(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"),
        FetchError,
    ),
    "sends a gzip cut short": (page(PACKED[:9000], Content_Encoding="gzip"), FetchError),
    "sends one gzip after another": (page(PACKED * 9, Content_Encoding="gzip"), FetchError),
    "sends another packing": (page(b"x" * 50, Content_Encoding="br"), FetchError),
    "sends six encodings": (page(b"x", Content_Encoding="gzip, gzip, gzip, gzip, gzip, gzip"), FetchError),
    "turns in a circle": (redirect("/"), FetchError),
    "points on and on": (
        lambda connection, head: redirect("/a" + head.split(" ")[1])(connection, head),
        FetchError,
    ),
    "points to a file": (redirect("file:///etc/passwd"), FetchRefused),
    "points to gopher": (redirect("gopher://127.0.0.1/"), FetchRefused),
    "points to a private host": (redirect("http://10.0.0.1/"), FetchRefused),
    "points to nonsense": (redirect("http://[::1"), FetchError),
    "points to a password": (redirect("http://u:p@news.example/"), FetchRefused),
    "asks for ages": (status(429, Retry_After="9" * 30), FetchBusy),
    "asks for no time": (status(503), FetchBusy),
    "is closed": (status(403), FetchRefused),
    "is gone": (status(410), FetchGone),
    "is broken": (status(500), FetchError),
    "answers with nothing": (page(b""), FetchError),
    "answers with a film": (page(b"x", "video/mp4"), FetchError),
    "says not changed unasked": (status(304), FetchError),
    "sets ten thousand cookies": (
        raw(b"HTTP/1.1 200 OK\r\n" + b"".join(b"Set-Cookie: a%d=1\r\n" % n for n in range(10_000)) + b"\r\n"),
        FetchError,
    ),
}


@pytest.fixture(scope="module")
def site() -> Iterator[World]:
    with world() as made:
        for number, (behaviour, _) in enumerate(FAULTS.values()):
            made.pages[f"f{number}.example"] = behaviour
            made.pages[f"f{number}.example/"] = behaviour
        yield made


class _Everywhere(dict):
    """Whatever the path, a host has one manner; robots.txt alone is not there."""

    def __init__(self, manners: dict[str, Callable]) -> None:
        super().__init__(manners)

    def __contains__(self, key: object) -> bool:
        return not str(key).endswith("/robots.txt") and str(key).partition("/")[0] in self.keys()

    def __getitem__(self, key: str) -> Callable:
        return super().__getitem__(key.partition("/")[0])


def attempt(site: World, number: int) -> tuple[float, BaseException | None]:
    fetcher = sure_fetcher(seconds=SECONDS, body=1_000_000)
    begun = time.monotonic()
    try:
        document = fetcher.fetch(site.url("/", f"f{number}.example"), NOW)
    except BaseException as error:
        return time.monotonic() - begun, error
    raise AssertionError(f"fault {number} gave a page: {document.body[:50]!r}")


@pytest.mark.torture("R3")
def test_every_fault_ends_in_its_error_in_time_and_leaves_nothing(site: World, figure: Say):
    site.pages = _Everywhere({f"f{n}.example": behaviour for n, (behaviour, _) in enumerate(FAULTS.values())})
    assert len(FAULTS) >= 40
    files = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    with ThreadPoolExecutor(8) as pool:
        ended = list(pool.map(lambda number: attempt(site, number), range(len(FAULTS))))
    wrong = {
        name: (round(seconds, 1), repr(error))
        for (name, (_, kind)), (seconds, error) in zip(FAULTS.items(), ended, strict=True)
        if seconds > SECONDS + 1 or not isinstance(error, kind) or "\n" in str(error)
    }
    slowest = max(seconds for seconds, _ in ended)
    figure(
        f"servers that fail, with a deadline of {SECONDS:g} s",
        f"{len(FAULTS)} faults, {len(wrong)} without their error in time; the slowest took {slowest:.1f} s",
        "0; deadline + 1 s",
    )
    assert wrong == {}
    assert {a.headers.get("cookie") for a in site.log} == {None}
    deadline = time.monotonic() + 8
    while (
        any(t.name.startswith("Timer") or "ask" in t.name for t in threading.enumerate())
        and time.monotonic() < deadline
    ):
        time.sleep(0.05)
    if files:
        # The world's own side of the connections ends a little later.
        while len(list(Path("/proc/self/fd").iterdir())) > files + 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(list(Path("/proc/self/fd").iterdir())) <= files + 2


RULES = {
    "as few as can be": "User-agent: *\nDisallow: /no",
    "with a mark before": "\ufeffUser-agent: *\nDisallow: /no",
    "with NULs": "User-agent: *\n\0\0\nDisallow: /no\0",
    "of old Macs": "User-agent: *\rDisallow: /no",
    "with comments": "# hello\nUser-Agent : * # all\nDISALLOW: /no # this",
    "for several": "User-agent: other\nUser-agent: test-reader\nDisallow: /no",
    "by a wildcard": "User-agent: *\nDisallow: /*no$",
    "by percent": "User-agent: *\nDisallow: /%6eo",
    "long": "User-agent: *\n" + "".join(f"Disallow: /x{n}\n" for n in range(20_000)) + "Disallow: /no\n",
    "with a delay without end": "User-agent: *\nCrawl-delay: 1000000000\nDisallow: /no",
}


@pytest.mark.torture("R6")
@pytest.mark.parametrize("name", RULES)
def test_what_is_disallowed_is_never_asked_for(name: str):
    with world() as made:
        made.put("/robots.txt", RULES[name], "text/plain")
        made.put("/no", "<h1>secret</h1>")
        made.pages["/go"] = redirect("/no")
        for path in ("/no", "/go"):
            with pytest.raises(FetchRefused, match="forbids"):
                sure_fetcher(longest_delay=0.1).get(made.url(path), NOW)
        assert "/no" not in made.paths()


@pytest.mark.torture("R6")
@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\n" + "".join(f"Disallow: /*a*{n}*b$\n" for n in range(200_000)),
        "User-agent: *\nDisallow: /" + "*a" * 2_500_000,
        "".join(f"User-agent: x{n}\nDisallow: /\n" for n in range(150_000)),
        "\n" * 5_000_000,
    ],
    ids=["wildcards", "one wild line", "groups", "nothing"],
)
def test_huge_rules_cost_little(rules: str):
    from tracker.fetch.robots import Answer

    body = rules.encode()[:512_000]
    begun = time.process_time()
    with suppress(FetchRefused):
        Robots("test-reader").check("https://x.example/" + "a" * 2000, lambda _: Answer(200, body))
    assert time.process_time() - begun < 10, "half a second on a quiet machine; minutes where it grows with the square"
