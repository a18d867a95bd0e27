"""Every claim beside the sentence that it comes from, in the terminal, with the evidence underlined."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from communique.export.arrangement import Passage, arrange, pieces
from communique.export.phrases import facts, heading, standing
from communique.model.claim import Claim
from communique.model.reading import Reading

_COLOURS = {
    "meeting": "green",
    "programme": "cyan",
    "act": "magenta",
    "post": "yellow",
    "membership": "red",
    "statement": "blue",
}


def render(reading: Reading, sentences: Iterable[tuple[int, int]]) -> RenderableType:
    """The text sentence by sentence at the left, at the right what each sentence claims, to be printed on a console."""
    table = Table.grid(padding=(0, 3), expand=True)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=4, overflow="fold")
    claimed = False
    for passage in arrange(reading, sentences):
        if claimed or passage.claims or reading.document.text[: passage.start].endswith("\n\n"):
            table.add_row("", "")
        table.add_row(_sentence(reading, passage), Text("\n").join(_claim(claim) for claim in passage.claims))
        claimed = bool(passage.claims)
    key = Text(" · ").join(Text(kind, style=f"underline {colour}") for kind, colour in _COLOURS.items())
    return Group("", table, "", key, "")


def _sentence(reading: Reading, passage: Passage) -> Text:
    sentence = Text(style="" if passage.claims else "dim")
    for piece in pieces(reading, passage.start, passage.end):
        style = f"underline {_COLOURS[piece.claims[0].kind]}" if piece.claims else ""
        sentence.append(piece.text, style=f"bold {style}" if piece.valued else style)
    return sentence


def _claim(claim: Claim) -> Text:
    text = Text(f"{claim.kind} ", style=_COLOURS[claim.kind])
    text.append(heading(claim), style="bold default")
    text.append(f" ({standing(claim)})" if standing(claim) else "", style="default italic")
    shown = [fact for fact in facts(claim) if fact.name != "content"]
    for fact, apart in zip(shown, ("\n", *(" · ",) * len(shown)), strict=False):
        text.append(f"{apart}{fact.name.replace('_', ' ')} ", style="dim default")
        text.append(fact.text + (f" ({fact.basis})" if fact.basis else ""), style="default")
    return text
