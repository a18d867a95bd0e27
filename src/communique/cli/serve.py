"""`communique serve`: the register in the browser."""

import threading

import click

from communique.cli.inputs import settings
from communique.store import Register


@click.command(
    epilog="""\b
Examples:
  communique serve
  communique serve --db news.db --port 9000"""
)
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve(db: str | None, host: str, port: int) -> None:
    """Show the register as pages, JSON, calendars and feeds, until it is stopped with Ctrl-C."""
    chosen = settings()
    open_desk(db or chosen.db, host, port)


def open_desk(db: str, host: str, port: int) -> None:
    """Serve a register until it is told to stop. Raises `RegisterError`."""
    import uvicorn  # the server is slow to import

    from communique.cli.desks import desk
    from communique.web.app import create, warm

    with Register(db, create=False) as register:
        click.echo(f"communique: {register.name} at http://{host}:{port}/ (Ctrl-C stops it)", err=True)
        app = create(desk(register, settings()))
        threading.Thread(target=warm, args=(app.state.keeper,), daemon=True).start()
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=10)
