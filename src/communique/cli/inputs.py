"""What commands that read documents share: the settings, the tally of refusals, how far a run is."""

import logging
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from communique.errors import BadSetting
from communique.model.reading import Refused
from communique.settings import FILE, Settings

REFUSED = 3

T = TypeVar("T")


def settings() -> Settings:
    """The settings that the environment gives, and the file that it names. Raises `BadSetting`."""
    logging.basicConfig(level=logging.CRITICAL)  # what the libraries think of a file is told by its refusal
    return Settings.from_environment(os.environ, _lines(os.environ.get(FILE)))


def _lines(file: str | None) -> dict[str, object]:
    try:
        return tomllib.loads(Path(file).read_text(encoding="utf-8")) if file else {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{file}: no file of settings: {error}") from error


def accepted(items: Iterable[T | Refused]) -> Iterator[T]:
    """What was not refused; each refusal is told on standard error, and in the end they make the exit code."""
    refusals = 0
    for item in items:
        if isinstance(item, Refused):
            refusals += 1
            click.echo(f"communique: {item}", err=True)
        else:
            yield item
    if refusals:
        sys.exit(REFUSED)


def watched(items: Iterable[T], total: int | None) -> Iterator[T]:
    """The items as they come; with many, or nobody knows how many, a bar in the terminal tells how far it is."""
    if not sys.stderr.isatty() or (total is not None and total < 5):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, "Reading", total=total, console=Console(stderr=True), transient=True)


def kept(found: Iterable[bool | Refused], name: str) -> None:
    """Take in what is new (`True`) or known (`False`) to a register, and tell how many of each there were."""
    outcomes = {True: 0, False: 0}
    try:
        for new in accepted(found):
            outcomes[new] += 1
    finally:
        click.echo(f"{outcomes[True]} added, {outcomes[False]} known already: {name}", err=True)
