"""Empty databases to measure in, gone afterwards."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER = os.environ.get("POSTGRES_URL")


@contextmanager
def place(kind: str) -> Iterator[str]:
    """The name of a register that is not there yet, in a file or (`postgresql`) on the server of POSTGRES_URL."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "register.db")
        return
    import psycopg

    database = f"register_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER or "", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}".encode())
        yield f"{(SERVER or '').rpartition('/')[0]}/{database}"
        connection.execute(f"DROP DATABASE {database} WITH (FORCE)".encode())


def kinds() -> tuple[str, ...]:
    """The databases that there are here."""
    return ("sqlite", "postgresql") if SERVER else ("sqlite",)
