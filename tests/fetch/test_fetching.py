"""Against servers on loopback, which only these tests may reach."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tracker.errors import FetchBusy, FetchError, FetchRefused
from tracker.fetch import Fetcher, Limits, fetch
from tracker.fetch.pace import Pace
from tracker.fetch.unpacking import Unpacker

NOW = datetime(2025, 8, 1, 9, tzinfo=UTC)
PAGE = "<html><h1>Chips</h1></html>"


def fetcher(**changes: object) -> Fetcher:
    """One that may reach 127.0.0.1 and nothing else of this machine, and makes no pauses."""
    limits = {"pause": 0.0, "seconds": 5.0} | {k: v for k, v in changes.items() if k in Limits.__slots__}
    others = {k: v for k, v in changes.items() if k not in Limits.__slots__}
    usual = {"permits": lambda address: address == "127.0.0.1", "any_port": True}
    return Fetcher(user_agent="test-reader/1.0 (tests)", limits=Limits(**limits), **(usual | others))


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    """A server without a robots.txt that holds one page."""
    httpserver.expect_request("/page").respond_with_data(PAGE, content_type="text/html; charset=ISO-8859-1")
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


@contextmanager
def talking(script: Callable[[socket.socket], None], address: str = "127.0.0.1") -> Iterator[tuple[str, list[str]]]:
    """A server that lets ``script`` do with each connection what it wants; gives its host and what was accepted."""
    accepted: list[str] = []
    listener = socket.create_server((address, 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            accepted.append("connection")
            threading.Thread(target=run, args=(connection,), daemon=True).start()

    def run(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            script(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"{address}:{listener.getsockname()[1]}", accepted
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def asked(connection: socket.socket) -> str:
    """The path that was asked for."""
    return connection.recv(65536).split(b" ")[1].decode()


def no_rules(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def test_a_page_comes_as_it_was_sent(site: HTTPServer):
    document = fetcher().fetch(site.url_for("/page#part"), NOW)
    assert (document.url, document.media_type, document.charset) == (site.url_for("/page"), "text/html", "iso-8859-1")
    assert (document.body, document.fetched) == (PAGE.encode(), NOW)


def test_the_tracker_says_who_it_is_and_carries_nothing_else(site: HTTPServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.expect_request("/cookie").respond_with_data(PAGE, headers={"Set-Cookie": "id=1"}, content_type="text/html")
    reader = fetcher()
    reader.fetch(site.url_for("/cookie"), NOW)
    reader.fetch(site.url_for("/page"), NOW)
    for request, _ in site.log:
        assert request.headers["User-Agent"] == "test-reader/1.0 (tests)"
        assert "Cookie" not in request.headers
        assert "Authorization" not in request.headers


def test_a_compressed_page_is_unpacked(site: HTTPServer):
    packed = gzip.compress(PAGE.encode())
    site.expect_request("/gz").respond_with_data(packed, content_type="text/html", headers={"Content-Encoding": "gzip"})
    assert fetcher().fetch(site.url_for("/gz"), NOW).body == PAGE.encode()


@pytest.mark.torture("R4")
def test_a_gzip_bomb_is_left_after_the_cap(site: HTTPServer):
    bomb = gzip.compress(b"\0" * 50_000_000)
    site.expect_request("/bomb").respond_with_data(bomb, content_type="text/html", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="larger than 1 MB"):
        fetcher(body=1_000_000).fetch(site.url_for("/bomb"), NOW)


def test_no_more_is_unpacked_at_once_than_there_is_room_for():
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(Unpacker("https://news.example/", "gzip").feed(bomb, 1_000)) == 1_000


def test_a_page_that_announces_too_much_is_not_read(site: HTTPServer):
    site.expect_request("/big").respond_with_data(b"x" * 2000, content_type="text/html")
    with pytest.raises(FetchError, match="larger"):
        fetcher(body=1000).fetch(site.url_for("/big"), NOW)


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "application/json", "video/mp4"])
def test_what_is_no_page_is_refused_by_its_type(site: HTTPServer, media_type: str):
    site.expect_request("/other").respond_with_data(b"x", content_type=media_type)
    with pytest.raises(FetchError, match=media_type):
        fetcher().fetch(site.url_for("/other"), NOW)


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no such page"), (403, "closed to programs"), (500, "later"), (204, "204")]
)
def test_a_refusal_says_what_to_do(site: HTTPServer, status: int, words: str):
    site.expect_request("/gone").respond_with_data("", status=status, content_type="text/html")
    with pytest.raises(FetchError, match=words):
        fetcher().fetch(site.url_for("/gone"), NOW)


def test_redirects_are_followed_to_their_end(site: HTTPServer):
    site.expect_request("/old").respond_with_data("", status=301, headers={"Location": "/page"})
    assert fetcher().fetch(site.url_for("/old"), NOW).url == site.url_for("/page")


def test_redirects_without_end_are_given_up(site: HTTPServer):
    site.expect_request("/round").respond_with_data("", status=302, headers={"Location": "/round"})
    with pytest.raises(FetchError, match="5 redirects"):
        fetcher().fetch(site.url_for("/round"), NOW)
    assert sum(request.path == "/round" for request, _ in site.log) == 6


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/", "http://localhost.:{port}/", "//[::1]:{port}/"])
def test_a_redirect_to_a_private_address_is_not_followed(site: HTTPServer, target: str):
    with talking(no_rules, "127.0.0.2") as (host, accepted):
        location = target.format(port=host.rpartition(":")[2])
        site.expect_request("/trap").respond_with_data("", status=302, headers={"Location": location})
        with pytest.raises(FetchRefused, match="no public address"):
            fetcher(resolve=lambda name: {"localhost.": ["127.0.0.2"]}.get(name, [name])).fetch(
                site.url_for("/trap"), NOW
            )
        assert accepted == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1/", "javascript:alert(1)", "http://u:p@x.example/"]
)
def test_a_redirect_to_another_scheme_is_not_followed(site: HTTPServer, target: str):
    site.expect_request("/trap").respond_with_data("", status=302, headers={"Location": target})
    with pytest.raises(FetchRefused):
        fetcher().fetch(site.url_for("/trap"), NOW)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "１２７.０.０.１",
    ],
)
def test_no_spelling_of_loopback_is_connected_to(host: str):
    with talking(no_rules, "0.0.0.0") as (address, accepted):
        url = f"http://{host}:{address.rpartition(':')[2]}/"
        with pytest.raises(FetchError):
            Fetcher(user_agent="test-reader/1.0", any_port=True, limits=Limits(pause=0.0, seconds=5.0)).fetch(url, NOW)
        assert accepted == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "page.html",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://example.org:22/",
        "http://user:secret@example.org/",
        "http://exa mple.org/",
        "http://example.org/\r\nX: y",
        "http://[::1",
        "http://example.org/" + "a" * 9000,
        "http://\ud800.example/",
        "http://.example.org/",
    ],
)
def test_what_is_no_plain_web_address_is_refused_before_anything_is_looked_up(url: str):
    looked_up: list[str] = []

    def look_up(host: str) -> Sequence[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    with pytest.raises(FetchRefused) as caught:
        Fetcher(user_agent="test-reader/1.0", resolve=look_up).fetch(url, NOW)
    assert looked_up == []
    assert "\n" not in str(caught.value)


@pytest.mark.torture("R2")
def test_a_name_that_changes_its_address_is_connected_to_where_it_was_vetted(site: HTTPServer):
    answers = iter([["127.0.0.1"]] + [["127.0.0.2"]] * 9)
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.2"):
        fetcher(resolve=lambda _: next(answers)).fetch(f"http://news.example:{site.port}/page", NOW)
    assert [request.path for request, _ in site.log] == ["/robots.txt"]


@pytest.mark.torture("R2")
def test_a_name_with_a_private_address_among_others_is_refused(site: HTTPServer):
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        fetcher(resolve=lambda _: ["127.0.0.1", "10.0.0.1"]).fetch(f"http://news.example:{site.port}/page", NOW)
    assert site.log == []


def test_the_server_is_asked_by_its_name(site: HTTPServer):
    fetcher(resolve=lambda _: ["127.0.0.1"]).fetch(f"http://news.example:{site.port}/page", NOW)
    assert {request.headers["Host"] for request, _ in site.log} == {f"news.example:{site.port}"}


def test_an_unknown_host_is_said_to_be_one():
    def nobody(_: str) -> Sequence[str]:
        raise OSError

    with pytest.raises(FetchError, match=r"no host news\.example"):
        fetcher(resolve=nobody).fetch("http://news.example/", NOW)


def test_an_empty_page_is_no_page(site: HTTPServer):
    site.expect_request("/empty").respond_with_data("  ", content_type="text/html")
    with pytest.raises(FetchError, match="is empty"):
        fetcher().fetch(site.url_for("/empty"), NOW)


def test_a_closed_port_is_said_to_be_one():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be"):
        fetcher().fetch(f"http://127.0.0.1:{port}/", NOW)


def drip_body(connection: socket.socket) -> None:
    if asked(connection) == "/robots.txt":
        return no_rules(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    return drip(connection)


def drip_head(connection: socket.socket) -> None:
    if asked(connection) == "/robots.txt":
        return no_rules(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    return drip(connection)


def drip(connection: socket.socket) -> None:
    for _ in range(200):
        connection.sendall(b"x")
        time.sleep(0.05)


def say_nothing(connection: socket.socket) -> None:
    if asked(connection) == "/robots.txt":
        return no_rules(connection)
    return time.sleep(5)


def never_end_a_chunk(connection: socket.socket) -> None:
    if asked(connection) == "/robots.txt":
        return no_rules(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n")
    return drip(connection)


@pytest.mark.parametrize("script", [drip_body, drip_head, say_nothing, never_end_a_chunk])
def test_a_slow_server_is_left_at_the_deadline(script: Callable[[socket.socket], None]):
    with talking(script) as (host, _):
        begun = time.monotonic()
        with pytest.raises(FetchError, match="within 1 seconds"):
            fetcher(seconds=1.0).fetch(f"http://{host}/page", NOW)
        assert time.monotonic() - begun < 3


def drip_handshake(connection: socket.socket) -> None:
    connection.sendall(b"\x16\x03\x03\x40\x00")
    drip(connection)


def test_a_slow_handshake_is_left_at_the_deadline():
    with talking(drip_handshake) as (host, _):
        begun = time.monotonic()
        with pytest.raises(FetchError, match="within 1 seconds"):
            fetcher(seconds=1.0).fetch(f"https://{host}/page", NOW)
        assert time.monotonic() - begun < 3


def test_a_slow_look_up_is_left_at_the_deadline():
    begun = time.monotonic()
    with pytest.raises(FetchError):
        fetcher(seconds=0.5, resolve=lambda _: time.sleep(3) or ["127.0.0.1"]).fetch("http://news.example/", NOW)
    assert time.monotonic() - begun < 2


def cut_short(connection: socket.socket) -> None:
    if asked(connection) == "/robots.txt":
        return no_rules(connection)
    return connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")


def speak_something_else(connection: socket.socket) -> None:
    if asked(connection) == "/robots.txt":
        return no_rules(connection)
    return connection.sendall(b"220 mail.example ESMTP\r\n")


def head_without_end(connection: socket.socket) -> None:
    if asked(connection) == "/robots.txt":
        return no_rules(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    return connection.sendall(b"X: y\r\n" * 200 + b"\r\n")


@pytest.mark.parametrize("script", [cut_short, speak_something_else, head_without_end])
def test_a_broken_answer_is_no_page(script: Callable[[socket.socket], None]):
    with talking(script) as (host, _), pytest.raises(FetchError, match="broke off or does not speak HTTP"):
        fetcher().fetch(f"http://{host}/page", NOW)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of news.example, vouched for by nobody."""
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("openssl is not installed")
    both = tmp_path_factory.mktemp("tls") / "both.pem"
    made = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -keyout {both} -out {both}.crt"
    subprocess.run([openssl, *made.split()], check=True, capture_output=True)
    both.write_text(both.read_text() + Path(f"{both}.crt").read_text())
    return both


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(certificate: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names: list[str] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            no_rules(secured)

    with talking(serve) as (host, _), pytest.raises(FetchError, match="no valid TLS certificate"):
        port = host.rpartition(":")[2]
        fetcher(resolve=lambda _: ["127.0.0.1"]).fetch(f"https://news.example:{port}/page", NOW)
    assert names == ["news.example"]


class TestRobots:
    """After RFC 9309."""

    def rules(self, server: HTTPServer, text: str, status: int = 200) -> None:
        server.expect_request("/robots.txt").respond_with_data(text, status=status, content_type="text/plain")
        server.expect_request("/page").respond_with_data(PAGE, content_type="text/html")

    @pytest.mark.parametrize("named", ["*", "test-reader", "Test-Reader"])
    def test_a_forbidden_page_is_not_asked_for(self, httpserver: HTTPServer, named: str):
        self.rules(httpserver, f"User-agent: {named}\nDisallow: /page")
        with pytest.raises(FetchRefused, match=r"robots\.txt forbids"):
            fetcher().fetch(httpserver.url_for("/page"), NOW)
        assert [request.path for request, _ in httpserver.log] == ["/robots.txt"]

    @pytest.mark.parametrize(
        "text",
        ["User-agent: other\nDisallow: /", "User-agent: *\nDisallow: /private", "", "<html>", "\0\0", "x" * 10**6],
    )
    def test_a_page_that_is_not_forbidden_is_fetched(self, httpserver: HTTPServer, text: str):
        self.rules(httpserver, text)
        assert fetcher().fetch(httpserver.url_for("/page"), NOW).body == PAGE.encode()

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
    def test_without_rules_all_is_allowed(self, httpserver: HTTPServer, status: int):
        self.rules(httpserver, "User-agent: *\nDisallow: /", status)
        assert fetcher().fetch(httpserver.url_for("/page"), NOW).body == PAGE.encode()

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_rules_that_cannot_be_reached_forbid_all(self, httpserver: HTTPServer, status: int):
        self.rules(httpserver, "", status)
        with pytest.raises(FetchBusy, match=f"answered {status}"):
            fetcher().fetch(httpserver.url_for("/page"), NOW)
        assert [request.path for request, _ in httpserver.log] == ["/robots.txt"]

    def test_rules_are_asked_for_once(self, httpserver: HTTPServer):
        self.rules(httpserver, "")
        reader = fetcher()
        for _ in range(3):
            reader.fetch(httpserver.url_for("/page"), NOW)
        assert sum(request.path == "/robots.txt" for request, _ in httpserver.log) == 1

    def test_rules_hold_at_the_end_of_a_redirect_too(self, httpserver: HTTPServer):
        self.rules(httpserver, "User-agent: *\nDisallow: /page")
        httpserver.expect_request("/old").respond_with_data("", status=301, headers={"Location": "/page"})
        with pytest.raises(FetchRefused, match="forbids"):
            fetcher().fetch(httpserver.url_for("/old"), NOW)


def test_requests_to_one_host_keep_their_distance(site: HTTPServer):
    waits: list[float] = []
    reader = fetcher(pause=1.0, pace=Pace(waits.append))
    reader.fetch(site.url_for("/page"), NOW)
    assert len(waits) == 1
    assert waits[0] == pytest.approx(1.0, abs=0.3)


def test_pauses_do_not_count_against_the_deadline(site: HTTPServer):
    reader = fetcher(pause=0.6, seconds=0.5)
    reader.fetch(site.url_for("/page"), NOW)
    assert reader.fetch(site.url_for("/page"), NOW).body == PAGE.encode()


@pytest.mark.parametrize("asked_for", ["7", "Fri, 01 Aug 2025 09:00:07 GMT"])
def test_a_busy_server_is_asked_again_when_it_says(site: HTTPServer, asked_for: str):
    answers = iter([Response("", 503, {"Retry-After": asked_for}), Response(PAGE, content_type="text/html")])
    site.expect_request("/busy").respond_with_handler(lambda _: next(answers))
    waits: list[float] = []
    assert fetcher(pace=Pace(waits.append)).fetch(site.url_for("/busy"), NOW).body == PAGE.encode()
    assert max(waits) == pytest.approx(7, abs=0.5)


@pytest.mark.parametrize("asked_for", ["3600", "9" * 30, "soon", "-5", "Fri, 01 Aug 2099 09:00:00 GMT"])
def test_a_server_that_asks_for_too_long_a_pause_is_left(site: HTTPServer, asked_for: str):
    hits: list[Request] = []

    def busy(request: Request) -> Response:
        hits.append(request)
        return Response("", 429, {"Retry-After": asked_for})

    site.expect_request("/busy").respond_with_handler(busy)
    with pytest.raises(FetchError, match="429"):
        fetcher().fetch(site.url_for("/busy"), NOW)
    assert len(hits) == 1


def test_a_page_of_the_own_network_is_fetched_where_that_was_allowed(site: HTTPServer):
    document = fetch(site.url_for("/page"), user_agent="test-reader/1.0", now=NOW, allow_private=True)
    assert document.body == PAGE.encode()
    with pytest.raises(FetchRefused):
        fetch(site.url_for("/page"), user_agent="test-reader/1.0", now=NOW)
