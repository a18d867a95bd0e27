"""The option that names engines, and what commands tell of claims that did not stand the checks."""

from collections.abc import Callable, Iterator
from typing import Any

import click

from communique.errors import BadSetting
from communique.model.claim import OWN
from communique.model.document import Document
from communique.model.reading import Dropped, Reading, Refused
from communique.settings import Settings

Chosen = tuple[Any, ...]
"""Engines as `communique.engine` names them, which is slow to import."""


class Engines(click.ParamType[Any]):
    """A list of engines with commas between: `own`, `openai:MODEL@URL`."""

    name = "engines"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from communique.engine.naming import named

        try:
            return value if isinstance(value, tuple) else named(value)
        except BadSetting as error:
            self.fail(str(error), param, ctx)


engine_option = click.option(
    "--engine",
    "engines",
    type=Engines(),
    default="own",
    metavar="ENGINE[,ENGINE]",
    help="Who reads: own, openai:MODEL@URL, or several with commas between.  [default: own]",
)


def at_once(engines: Chosen, settings: Settings) -> int:
    """How many documents may be read at a time: several where others are waited for."""
    return 1 if all(engine.name == OWN for engine in engines) else settings.engine_at_once


def reader(engines: Chosen, settings: Settings) -> Callable[[Document], Reading | Refused]:
    """What reads documents with the engines, and tells on standard error how many claims were left out, and why."""
    from communique import run  # the extractors are slow to import

    read = run.reader(engines, settings)

    def told(document: Document) -> Reading | Refused:
        reading = read(document)
        for line in _lines(reading):
            click.echo(f"communique: {document.source}: {line}", err=True)
        return reading

    return told


def _lines(reading: Reading | Refused) -> Iterator[str]:
    from communique.export.phrases import left_out

    dropped: tuple[Dropped, ...] = () if isinstance(reading, Refused) else reading.dropped
    for engine in dict.fromkeys(item.engine for item in dropped):
        yield f"{engine}: {left_out(item for item in dropped if item.engine == engine)}"
