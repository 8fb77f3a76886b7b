"""The server: binds, serves, and stops when it is told to, once the requests that are open were answered."""

import signal
import socket
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime
from types import FrameType

import uvicorn

from servanda import pipeline
from servanda.catalog import Catalog
from servanda.ledger import Ledger
from servanda.model import UsageError
from servanda.settings import Settings
from servanda.web.app import make_app
from servanda.web.record import Record

WAITING = 2048
"""Connections that may wait to be taken."""


def serve(
    ledger: Ledger,
    catalog: Catalog,
    settings: Settings,
    *,
    today: Callable[[], date],
    now: Callable[[], datetime],
    tell: Callable[[str], None],
) -> None:
    """Serve until told to stop.

    Args:
        ledger: an open ledger.
        catalog: the catalog.
        settings: how to serve.
        today: the day it is.
        now: the moment it is.
        tell: takes a line for the person who started it.

    Raises:
        UsageError: for an address that cannot be listened on.
    """
    listening = _bind(settings.serve.host, settings.serve.port)
    app = make_app(Record(ledger, catalog, today=today, now=now), settings)
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.serve.proxies),
        forwarded_allow_ips=list(settings.serve.proxies),
        timeout_graceful_shutdown=settings.limits.graceful,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=65_536,
    )
    threading.Thread(target=pipeline.reader).start()  # so that the first report waits for no lexicon
    host, port = listening.getsockname()[:2]
    tell(f"http://{f'[{host}]' if ':' in host else host}:{port} (interrupt to stop)")
    signal.signal(signal.SIGTERM, _quietly)  # uvicorn raises the signal again when it has stopped
    signal.signal(signal.SIGINT, _quietly)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
    tell("stopped; every open request was answered")


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that asyncio sets TCP_NODELAY
    try:
        if sys.platform != "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(WAITING)
    except OSError as error:
        made.close()
        hint = "choose another with --port" if error.errno != socket.EAI_NONAME else "name an address of this machine"
        what = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot listen: {what}", value=port, where=f"{host}:{port}", hint=hint) from error
    made.set_inheritable(True)
    return made


def _quietly(number: int, frame: FrameType | None) -> None:
    """Nothing more: the server has stopped by then."""
