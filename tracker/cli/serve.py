"""``tracker serve``: the web pages and the JSON API."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING

import click

from tracker.errors import InputError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from tracker.settings import Settings

_OWN_NAMES = ("localhost", "127.0.0.1", "::1")


@click.command(
    epilog="""\b
Examples:
  tracker serve
  tracker serve --keys
  tracker serve --host 0.0.0.0 --port 8080"""
)
@click.option("--host", metavar="ADDRESS", help="Where to listen; default TRACKER_HOST or 127.0.0.1.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="On which port; default TRACKER_PORT or 8000; 0 takes a free one."
)
@click.option("--keys", "ask_for_keys", is_flag=True, help="Ask for an API key on this machine too.")
def serve(host: str | None, port: int | None, ask_for_keys: bool) -> None:
    """Serve the web pages and the JSON API until Ctrl-C.

    The pages are at /, the API is at /api and describes itself at /api/docs. On this machine alone no key is asked for;
    an address that other machines reach is served only with keys ('tracker keys add NAME').
    """
    from tracker.cli.settings import settings

    chosen = settings()
    where = host or chosen.host
    listener = _listen(where, chosen.port if port is None else port)
    try:
        app = _app(chosen, where, is_public=ask_for_keys or bool(chosen.server_names) or not _is_own(listener))
    except BaseException:
        listener.close()
        raise
    click.echo(f"Tracker is on {_address(listener)} (Ctrl-C stops it)")
    _run(app, listener)


def _app(chosen: Settings, where: str, *, is_public: bool) -> FastAPI:
    """The application with the access that fits; without a key nobody else is let in."""
    from tracker.api.guarding import Access
    from tracker.app import create_app
    from tracker.store.keys import KeyStore

    names = (*_OWN_NAMES, where.lower(), *chosen.server_names)
    access = Access(
        required=is_public,
        names=names if chosen.server_names or not is_public else (),
        rate=chosen.rate_limit,
    )
    app = create_app(chosen, access)
    if is_public and not KeyStore(app.state.store).usable(datetime.now(UTC)):
        app.state.store.close()
        raise InputError(
            f"{where} is served to others only with keys, and there is none: make one with 'tracker keys add NAME', "
            "or leave --host out to serve this machine alone"
        )
    return app


def _is_own(listener: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ip_address(str(listener.getsockname()[0]).partition("%")[0]).is_loopback


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)  # so that whoever reads the address may connect at once
    except (OSError, UnicodeError) as error:
        listener.close()
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(
            f"cannot listen on {host} port {port}: {reason}. Choose another with --host or --port"
        ) from None
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _run(app: FastAPI, listener: socket.socket) -> None:
    import uvicorn

    from tracker.cli.punctual import PunctualProtocol

    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, http=PunctualProtocol, timeout_graceful_shutdown=3)
    )
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        # Ctrl-C is how a server is meant to stop: uvicorn has finished its requests and passes the signal on.
        click.echo("Stopped")
