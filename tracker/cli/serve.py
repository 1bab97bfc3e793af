"""``tracker serve``: the web pages and the JSON API."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import click

from tracker.errors import InputError

if TYPE_CHECKING:
    from fastapi import FastAPI


@click.command(
    epilog="""\b
Examples:
  tracker serve
  tracker serve --host 0.0.0.0 --port 8080"""
)
@click.option("--host", metavar="ADDRESS", help="Where to listen; default TRACKER_HOST or 127.0.0.1.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="On which port; default TRACKER_PORT or 8000; 0 takes a free one."
)
def serve(host: str | None, port: int | None) -> None:
    """Serve the web pages and the JSON API until Ctrl-C.

    The pages are at /, the API is at /api and describes itself at /api/docs.
    """
    from tracker.app import create_app
    from tracker.cli.settings import settings

    chosen = settings()
    app = create_app(chosen)
    listener = _listen(host or chosen.host, chosen.port if port is None else port)
    click.echo(f"Tracker is on {_address(listener)} (Ctrl-C stops it)")
    _run(app, listener)


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

    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        # Ctrl-C is how a server is meant to stop: uvicorn has finished its requests and passes the signal on.
        click.echo("Stopped")
