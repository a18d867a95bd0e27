"""A desk with the stories that come with the package."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from communique import run
from communique.cli.desks import desk
from communique.settings import Settings
from communique.store import Register
from communique.web.app import create

NOW = datetime(2026, 10, 13, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a register of the stories; tests that write take a copy."""
    name = str(tmp_path_factory.mktemp("desk") / "stories.db")
    with resources.as_file(resources.files("communique") / "examples") as folder, Register(name) as register:
        assert all(run.add([str(folder)], register, Settings(), NOW.isoformat()))
    return name


@pytest.fixture
def copy(stories: str, tmp_path: Path) -> str:
    """A copy of that register."""
    name = tmp_path / "copy.db"
    name.write_bytes(Path(stories).read_bytes())
    return str(name)


@pytest.fixture(scope="session")
def made() -> Callable[[str], Starlette]:
    """Makes the application of a register, on one and the same day."""

    def make(name: str, **settings: object) -> Starlette:
        from dataclasses import replace

        found = desk(Register(name), Settings(**settings))  # type: ignore[arg-type]
        return create(replace(found, now=lambda: NOW))

    return make


@pytest.fixture(scope="session")
def client(stories: str, made: Callable[[str], Starlette]) -> TestClient:
    """A program that reads the desk."""
    return TestClient(made(stories))
