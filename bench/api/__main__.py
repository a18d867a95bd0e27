"""Print what the API answers to cases made from its own OpenAPI document, over the shipped stories."""

import argparse
import tempfile
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from bench.api.cases import operations, try_all
from communique import run
from communique.cli.desks import desk
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.settings import Settings
from communique.web.app import create
from communique.web.words import LABELS


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.api", description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000, help="how many cases")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app, ids = application(str(Path(folder) / "stories.db"))
        each = max(asked.cases // (2 * operations(app)), 1)
        outcome = try_all(app, each, ids, start=asked.seed)
    statuses = ", ".join(f"{status}: {n:,}" for status, n in sorted(outcome.statuses.items()))
    print(f"{outcome.cases:,} cases; {statuses}; operations with a wrong answer: {len(outcome.wrong)}")
    for operation, told in outcome.wrong.items():
        print(f"\n{operation}\n{told}")


def application(name: str) -> tuple[Any, list[str]]:
    """The desk over the stories, which fetches nothing, and ids of its records and documents."""
    register = run.register(name)
    with resources.as_file(resources.files("communique") / "examples") as stories:
        assert all(run.add([str(stories)], register, Settings(), "2026-10-13T09:00:00+00:00"))
    register.refresh()
    ids = [id for kind in LABELS for _, id in _some(register, kind)]
    return create(replace(desk(register, Settings()), fetch=_refused)), ids


def _some(register: Any, kind: str) -> list[tuple[Any, str]]:
    from communique.store.catalogue import Choice

    found: list[tuple[Any, str]] = register.catalogue.places(Choice(kind=kind, sort="name"), 20)
    return found


def _refused(address: str) -> Fetched | Refused:
    return Refused(source=address, reason="nothing is fetched here")


if __name__ == "__main__":
    main()
