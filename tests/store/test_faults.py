"""What may happen to a database: writers killed, disks full, files that may only be read, servers that go away."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench.store.kills import kill_writers

from communique.errors import RegisterError
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.reading import Reading
from communique.store import Register

NOW = "2031-01-15T12:00:00+00:00"


def reading(number: int) -> Reading:
    document = Document(text=f"The council met in Riga for the {number}th time.", title=f"Meeting {number}")
    values = {"kind": "session", "status": "held", "place": "Riga", "ordinal": number}
    claim = Claim(kind="meeting", id="m1", values=values, evidence=(document.span(4, 23),), extractor="test 1")
    return Reading(document=document, claims=(claim,))


def test_writers_killed_at_any_moment_lose_nothing_that_was_acknowledged(name: str) -> None:
    found = kill_writers(name, [reading(n) for n in range(500)], kills=6)
    assert (found.lost, found.duplicated, found.corrupt) == (0, 0, 0)
    assert found.stored >= found.acknowledged


FILL = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_faults import NOW, Register, RegisterError, reading
with Register(sys.argv[1]) as register:
    size = Path(sys.argv[1]).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))
    try:
        for number in range(10_000):
            register.add(reading(number), added=NOW)
            print(number, flush=True)
    except RegisterError as error:
        print(error, file=sys.stderr)
        sys.exit(7)
"""


def test_a_full_disk_is_told_and_loses_nothing(file: str) -> None:
    command = [sys.executable, "-c", FILL, file, str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "could not be stored" in done.stderr
    added = [reading(int(number)) for number in done.stdout.split()]
    with Register(file) as register:
        assert {found.document.id for found in register.readings()} >= {wanted.document.id for wanted in added}
        assert register.add(reading(10_001), added=NOW)


def test_a_file_that_may_only_be_read_can_be_read_and_says_so(file: str) -> None:
    with Register(file) as register:
        register.add(reading(1), added=NOW)
    with Register(f"sqlite:///file:{file}?mode=ro&uri=true") as register:
        assert [*register.readings()] == [reading(1)]
        with pytest.raises(RegisterError, match=r"readonly|read-only"):
            register.add(reading(2), added=NOW)
    with Register(file) as register:
        assert [*register.readings()] == [reading(1)]


def test_a_register_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be opened"):
        Register(str(tmp_path / "none" / "register.db"))


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(RegisterError, match="cannot be opened") as told:
        Register("postgresql://somebody:secret@127.0.0.1:1/register")
    assert len(str(told.value).splitlines()) == 1
    assert "secret" not in str(told.value)


def test_a_database_that_goes_away_and_comes_back_is_used_again(name: str) -> None:
    if "://" not in name:
        pytest.skip("a file does not go away")
    import psycopg

    with Register(name) as register, psycopg.connect(name.rpartition("/")[0] + "/postgres", autocommit=True) as server:
        register.add(reading(1), added=NOW)
        database = name.rpartition("/")[2]
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        server.execute(ended, (database,))
        assert register.add(reading(2), added=NOW)
        server.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false".encode())
        server.execute(ended, (database,))
        with pytest.raises(RegisterError, match="could not be stored"):
            register.add(reading(3), added=NOW)
        server.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true".encode())
        assert register.add(reading(3), added=NOW)
        assert len(list(register.readings())) == 3
