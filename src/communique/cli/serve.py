"""`communique serve`: the register in the browser."""

import gc
import os
import socket
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any

import click

from communique.cli.inputs import settings
from communique.store import Register


@click.command(
    epilog="""\b
Examples:
  communique serve
  communique serve --db news.db --port 9000
  communique serve --db postgresql://localhost/news --workers 4"""
)
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="How many processes answer.")
def serve(db: str | None, host: str, port: int, workers: int) -> None:
    """Show the register as pages, JSON, calendars and feeds, until it is stopped with Ctrl-C.

    One more process follows the register: it derives the records of a large one when documents are added.
    """
    chosen = settings()
    open_desk(db or chosen.db, host, port, workers)


def open_desk(db: str, host: str, port: int, workers: int = 1) -> None:
    """Serve a register until it is told to stop. Raises `RegisterError`."""
    import uvicorn  # the server is slow to import
    from uvicorn.supervisors import Multiprocess

    with Register(db, create=False) as register:
        click.echo(f"communique: {register.name} at http://{host}:{port}/ (Ctrl-C stops it)", err=True)
    follower = _following(db)
    os.environ["COMMUNIQUE_DB"] = db
    try:
        how: dict[str, Any] = {"host": host, "port": port, "log_level": "warning", "server_header": False}
        how |= {"timeout_graceful_shutdown": 10}
        if workers == 1:
            uvicorn.run(app(), **how)
        else:
            config = uvicorn.Config("communique.cli.serve:app", factory=True, workers=workers, **how)
            Multiprocess(config, sockets=[_shared(config.bind_socket())]).run()
    finally:
        follower.terminate()


def app() -> Any:
    """The application over the register that the settings name, as a server's worker makes it."""
    from communique.cli.desks import desk
    from communique.web.app import create

    chosen = settings()
    made = create(desk(Register(chosen.db, create=False), chosen, db=chosen.db))
    gc.collect()
    gc.freeze()  # what is there from the start need not be looked through again while somebody waits
    return made


def _shared(listening: socket.socket) -> socket.socket:
    """The socket that several processes accept on, so that small answers do not wait for each other (40 ms)."""
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _following(db: str) -> BaseProcess:
    from communique.web.follower import follow  # it derives records, which is slow to import

    follower = get_context("spawn").Process(target=follow, args=(db,), daemon=True)
    follower.start()
    return follower
