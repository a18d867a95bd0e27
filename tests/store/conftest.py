"""The databases that the contract of the register is tested over."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.extract import extract
from communique.model.document import Document
from communique.model.reading import Reading

SERVER = os.environ.get("POSTGRES_URL")
TEXTS = (
    "The 5th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said.",
    "The 5th SCO summit will be held in Bishkek on 4 May 2031, Uzbek Foreign Minister José Núñez said.",
    "The 52nd meeting of the Council of Ministers of the Nordic Council took place in Oslo on 3 March 2031.",
    "Finland and Estonia signed an agreement on ferry traffic in Tallinn on 7 January 2031, Maria Kask said.",
)


@pytest.fixture(scope="package")
def readings() -> list[Reading]:
    """Stories of which the first two tell of one summit."""
    return [extract(Document(text=text, published=f"2031-01-{10 + i}")) for i, text in enumerate(TEXTS)]


@pytest.fixture(params=["sqlite", "postgresql"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of a register that is not there yet, in a file and on a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "register.db")
        return
    if not SERVER:
        pytest.skip("POSTGRES_URL names no PostgreSQL server; `.ci/postgres pytest` starts one")
    yield from postgres(SERVER)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The name of a register in a file that is not there yet."""
    return str(tmp_path / "register.db")


def postgres(server: str) -> Iterator[str]:
    """The address of a new, empty database on a server; it goes afterwards."""
    import psycopg

    database = f"register_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}".encode())
        yield f"{server.rpartition('/')[0]}/{database}"
        connection.execute(f"DROP DATABASE {database} WITH (FORCE)".encode())
