"""`communique decide`: rule on what the register says."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from communique.cli.days import moment
from communique.cli.inputs import settings
from communique.errors import BadDecision
from communique.model.decision import Decision, holding


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruler:
    """Who decides, why, and in which register."""

    who: str
    why: str
    db: str | None

    def decide(self, make: Callable[[Any], dict[str, Any]]) -> None:
        """Store the decision of the parts that are made of what is known, and print its id."""
        from communique import run  # the database is slow to import

        with run.register(self.db or settings().db, create=False) as register:
            meant = run.meant(register)
            decision = Decision(who=self.who, when=moment(), why=self.why, **make(meant))
            meant.check(decision)
            register.decide(decision)
        from communique.export import doubts

        click.echo(decision.id)
        click.echo(f"communique: {doubts.told(decision)}", err=True)


def _ruling(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all decisions have."""
    for option in (
        click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]"),
        click.option("--who", help="Who decides.  [default: the user of this machine]"),
        click.option("--why", default="", help="The reason, or where it is from; it is kept and shown."),
    ):
        command = option(command)
    return command


def _ruler(who: str | None, why: str, db: str | None) -> _Ruler:
    return _Ruler(who=who or getpass.getuser(), why=why, db=db)


@click.group(
    epilog="""\b
Examples:
  communique decide same meeting-0e076f02fa85 meeting-79a548829f30 --why "one hall, one day"
  communique decide correct meeting-0e076f02fa85 date 2026-05-03 --why "the host's calendar"
  communique decide undo 3f2a"""
)
def decide() -> None:
    """Rule on what the register says: what is the same, right, wrong, or otherwise.

    A thing is named by the id of its record, or as DOCUMENT:ITEM for one claim or mention of a document. A decision is
    kept with who, when and why; it is undone by a later one, and outlives a new reading of the document.
    """


@decide.command()
@click.argument("things", nargs=-1, required=True, metavar="THING THING...")
@_ruling
def same(things: tuple[str, ...], **ruler: Any) -> None:
    """All these are one record."""
    if len(things) < 2:
        raise click.UsageError("'same' needs two things or more.")
    _ruler(**ruler).decide(
        lambda meant: {
            "action": "same",
            "items": meant.items(things[0]),
            "others": tuple(item for name in things[1:] for item in meant.items(name)),
        }
    )


@decide.command()
@click.argument("thing")
@click.argument("other")
@_ruling
def different(thing: str, other: str, **ruler: Any) -> None:
    """The two are not one record; of a record and an item in it, the item is taken out."""

    def make(meant: Any) -> dict[str, Any]:
        items, others = meant.items(thing), meant.items(other)
        if len(items) > len(others):
            items, others = others, items
        others = tuple(item for item in others if item not in items)
        if not others:
            raise BadDecision(f"{thing} and {other} are the same report; there is nothing to tell apart.")
        return {"action": "different", "items": items, "others": others}

    _ruler(**ruler).decide(make)


@decide.command()
@click.argument("thing")
@click.argument("field", required=False)
@click.argument("value", required=False)
@_ruling
def accept(thing: str, field: str | None, value: str | None, **ruler: Any) -> None:
    """It is right; with FIELD and VALUE, that value is the one to show."""
    _ruler(**ruler).decide(
        lambda meant: {
            "action": "accept",
            "items": meant.saying(thing, field, value) if field else meant.items(thing),
            "field": field,
        }
    )


@decide.command()
@click.argument("thing")
@click.argument("field", required=False)
@click.argument("value", required=False)
@_ruling
def reject(thing: str, field: str | None, value: str | None, **ruler: Any) -> None:
    """It is wrong and left out; with FIELD, only what it says there, or what says VALUE there."""
    _ruler(**ruler).decide(
        lambda meant: {
            "action": "reject",
            "items": meant.saying(thing, field, value) if field else meant.items(thing),
            "field": field,
        }
    )


@decide.command()
@click.argument("thing")
@click.argument("field")
@click.argument("value")
@click.option("--was", metavar="VALUE", help="Correct what says this.  [default: what says the shown value]")
@_ruling
def correct(thing: str, field: str, value: str, was: str | None, **ruler: Any) -> None:
    """It says VALUE in FIELD: a date in EDTF, a number, done/all, a word, or a name; several with ; between."""
    _ruler(**ruler).decide(
        lambda meant: {
            "action": "correct",
            "items": meant.saying(thing, field, was),
            "field": field,
            "value": value,
        }
    )


@decide.command()
@click.argument("kind")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_ruling
def add(kind: str, values: tuple[str, ...], **ruler: Any) -> None:
    """Add a record of KIND by hand, such as: meeting kind=summit body=SCO date=2026-05-03 status=scheduled."""
    pairs = [value.partition("=") for value in values]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise click.UsageError(f"{wrong[0]!r} is not FIELD=VALUE.")
    _ruler(**ruler).decide(
        lambda _: {"action": "add", "field": kind, "value": {name: value for name, _, value in pairs}}
    )


@decide.command()
@click.argument("decision")
@_ruling
def undo(decision: str, **ruler: Any) -> None:
    """The decision with this id (its first digits are enough) holds no longer."""
    _ruler(**ruler).decide(lambda meant: {"action": "undo", "supersedes": meant.decision(decision).id})


@decide.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a decision, one line each.")
@click.option("--db", help="The register: a file or the address of a database.  [default: communique.db]")
def list_(as_json: bool, db: str | None) -> None:
    """List all decisions, in the order of their times; those that hold no longer are struck through."""
    from communique import run  # the database is slow to import

    with run.register(db or settings().db, create=False) as register:
        found = register.decisions()
    holds = holding(found)
    from communique.export import doubts

    if as_json:
        for decision in found:
            click.echo(doubts.decision_line(decision, holds=decision.id in holds))
        return
    from communique.cli.terminal import console

    console().print(doubts.decisions([(decision, decision.id in holds) for decision in found]))
