"""`communique example`: the stories that come with the package."""

from importlib import resources

import click


@click.command(
    epilog="""\b
Examples:
  communique example
  communique example wire | communique read -"""
)
@click.argument("name", required=False)
def example(name: str | None) -> None:
    """Print a story that comes with Communiqué; without NAME, list them."""
    stories = {
        file.name.removesuffix(".txt"): file
        for file in sorted((resources.files("communique") / "examples").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".txt")
    }
    if name is None:
        click.echo("\n".join(stories))
    elif name in stories:
        click.echo(stories[name].read_text(encoding="utf-8"), nl=False)
    else:
        raise click.BadParameter(f"No example named {name!r}. Known: {', '.join(stories)}.", param_hint="NAME")
