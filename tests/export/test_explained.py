"""Claims beside the words that they come from, in the terminal and as a page."""

import io
from html.parser import HTMLParser

from rich.console import Console

from communique.export.arrangement import arrange, pieces
from communique.export.explained import render
from communique.export.explained_page import page
from communique.extract.tokens import split
from communique.model.document import Document
from communique.model.reading import Reading


def sentences(document: Document) -> list[tuple[int, int]]:
    return [(sentence.start, sentence.end) for sentence in split(document.text)]


def test_every_claim_stands_beside_one_passage(reading: Reading) -> None:
    passages = arrange(reading, sentences(reading.document))
    placed = [claim.id for passage in passages for claim in passage.claims]
    assert sorted(placed) == sorted(claim.id for claim in reading.claims)
    assert [claim.id for claim in passages[1].claims] == ["m1", "s1", "o1"]


def test_the_pieces_of_a_passage_are_its_text(reading: Reading) -> None:
    text = reading.document.text
    found = pieces(reading, 0, len(text))
    assert "".join(piece.text for piece in found) == text
    for claim in reading.claims:
        marked = "".join(piece.text for piece in found if claim in piece.claims)
        assert marked == claim.evidence[0].quote


def test_the_terminal_underlines_the_evidence(reading: Reading) -> None:
    file = io.StringIO()
    console = Console(file=file, width=120, force_terminal=True, color_system="standard", highlight=False)
    console.print(render(reading, sentences(reading.document)))
    assert "\x1b[4;32mwill meet in " in file.getvalue()
    assert "one day before 2026-03-10" in file.getvalue()


class Parsed(HTMLParser):
    """Tags, visible text and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        self.links.add(given.get("href") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_holds_the_text_and_every_claim_and_its_links_lead_somewhere(reading: Reading) -> None:
    parsed = Parsed(page(reading))
    for paragraph in filter(None, reading.document.text.split("\n")):
        assert paragraph in parsed.text
    assert {f"c{n}" for n in range(1, 9)} <= parsed.ids
    assert {link.removeprefix("#") for link in parsed.links} <= parsed.ids


def test_the_page_needs_nothing_else(reading: Reading) -> None:
    text = page(reading)
    assert "src=" not in text
    assert "@import" not in text
    assert "url(" not in text
    assert not {"script", "link", "img", "iframe"}.intersection(Parsed(text).tags)


def test_hostile_words_are_words() -> None:
    words = '</p><script>alert(1)</script> <img src=x onerror="alert(1)"> {style} & [red]'
    document = Document(text=f"{words}\n\nText.", title=words, source="javascript:alert(1)", publisher=words)
    parsed = Parsed(page(Reading(document=document)))
    assert not {"script", "img"}.intersection(parsed.tags)
    assert words in parsed.text
    assert parsed.links == {""}
