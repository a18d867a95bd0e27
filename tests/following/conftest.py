"""Looks at a source, each with a register that is opened anew, as after a stop."""

from collections.abc import Callable
from pathlib import Path

import pytest

from communique import run
from communique.following import Follower, Look
from communique.model.followed import SourceState
from communique.settings import Settings
from communique.sources.plan import Followed
from communique.sources.polite import Pace

Look_ = Callable[..., Look]


@pytest.fixture
def db(tmp_path: Path) -> str:
    """The name of the register."""
    return str(tmp_path / "news.db")


@pytest.fixture
def look(db: str) -> Look_:
    """Looks at a source once, at a moment; with `stop_after` it is stopped after so many documents."""

    def once(source: Followed, *, at: float = 1000.0, stop_after: int | None = None, **settings: object) -> Look:
        chosen = Settings(**{"timeout": 20.0, **settings})  # type: ignore[arg-type]
        stamp, pace = _stamps(stop_after), Pace(0.0)
        with run.register(db) as register:
            follower = Follower(register=register, settings=chosen, clock=lambda: at, stamp=stamp, pace=pace)
            with follower:
                return follower.look(source)

    return once


def _stamps(after: int | None) -> Callable[[], str]:
    calls = iter(range(10_000))

    def stamp() -> str:
        if after is not None and next(calls) >= after:
            raise KeyboardInterrupt
        return "2026-11-25T00:00:00+00:00"

    return stamp


@pytest.fixture
def state(db: str) -> Callable[[], SourceState]:
    """What is remembered of the source named Nordic."""

    def found() -> SourceState:
        with run.register(db) as register:
            kept: SourceState | None = register.sources.state("Nordic")
            assert kept is not None
            return kept

    return found
