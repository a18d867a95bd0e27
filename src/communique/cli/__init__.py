"""Parse, call, print; law: data on standard output, talk on standard error, each command imported on use."""

import io
import sys
from importlib import import_module

import click

from communique._version import __version__
from communique.errors import CommuniqueError

_COMMANDS = {
    "read": ("communique.cli.read:read", "Read documents and show what they say."),
    "explain": ("communique.cli.explain:explain", "Show every claim beside the words that it comes from."),
    "add": ("communique.cli.add:add", "Read documents and keep what they say in the register."),
    "merge": ("communique.cli.merge:merge", "Put what was read on other machines into the register."),
    "compare": ("communique.cli.compare:compare", "Show where two readers differ, and score them on gold."),
    "show": ("communique.cli.show:show", "List the register's records."),
    "search": ("communique.cli.search:search", "Search documents and records."),
    "export": ("communique.cli.export:export", "Write the register for other programs."),
    "follow": ("communique.cli.follow:follow", "Keep the register up to date from feeds, sitemaps, pages, folders."),
    "watch": ("communique.cli.watch:watch", "Say who is told of which changes."),
    "alert": ("communique.cli.alert:alert", "Tell those who watch what changed, by mail and webhooks."),
    "serve": ("communique.cli.serve:serve", "Show the register in the browser, and to programs."),
    "demo": ("communique.cli.demo:demo", "Show a register of the stories that come with Communiqué."),
    "backup": ("communique.cli.backup:backup", "Copy the register into a file."),
    "restore": ("communique.cli.restore:restore", "Make a register of a backup."),
    "changes": ("communique.cli.changes:changes", "List what changed between two days."),
    "review": ("communique.cli.review:review", "List what is unsure, the worst first."),
    "decide": ("communique.cli.decide:decide", "Rule on what is the same, right, wrong, or otherwise."),
    "reread": ("communique.cli.reread:reread", "Read the stored documents again, and tell what differs."),
    "users": ("communique.cli.users:users", "Say who may use the desk."),
    "dates": ("communique.cli.dates:dates", "Find the dates in a text."),
    "example": ("communique.cli.example:example", "Print a story that comes with Communiqué."),
}

_EPILOG = """\b
Examples:
  communique read story.txt
  communique example wire | communique read - --json

\b
Exit codes: 0 all went well; 1 it failed as a whole (or you met a bug);
2 the command was called wrongly; 3 some inputs were refused, the others
are done."""


class _Commands(click.Group):
    """The commands by name; a listing shows their one line of help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS:
            ctx.fail(f"No command named {args[0]!r}. Known: {', '.join(_COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in _COMMANDS.items()])


@click.group(cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="communique", message="%(prog)s %(version)s")
def commands() -> None:
    """Read what is published about how states work together, and keep the record."""


def main() -> None:
    """The command line; a foreseen failure is one line, an unforeseen one a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is, whatever the terminal thinks
    try:
        commands(prog_name="communique")
    except CommuniqueError as error:
        click.echo(f"communique: {error}", err=True)
        sys.exit(1)
