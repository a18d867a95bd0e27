"""PDF files, made here with reportlab."""

import io
import random
from typing import Any

import pytest
from reportlab.lib.pagesizes import A5
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from communique.model.document import Document
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.reading import read_document

TITLE = "Communiqué of the 14th meeting of the Council of Ministers of the Amber Road Union"
PARAGRAPHS = [
    "The Council of Ministers of the Amber Road Union met in Riga on 12 March 2026 and approved the budget for the "
    "coming year, which is four per cent larger than the last one and pays for the bridge over the river.",
    "“We have settled what could be settled,” said Ilze Ozola, the union's secretary-general, after the meeting.",
    "The next meeting will be held in Tallinn in June.",
]


def pdf(paragraphs: list[str], **options: Any) -> bytes:
    styles, file = getSampleStyleSheet(), io.BytesIO()
    story: list[Any] = [Paragraph(TITLE, styles["Title"])]
    for paragraph in paragraphs:
        story += [Paragraph(paragraph, styles["Normal"]), Spacer(1, 8)]

    def furniture(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 560, "Press service of the union")
        canvas.drawString(200, 20, f"Page {template.page}")

    SimpleDocTemplate(file, pagesize=A5, **options).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return file.getvalue()


def read(data: bytes) -> Document | Refused:
    return read_document(Fetched(source="story.pdf", data=data, media_type="application/pdf"))


def test_a_pdf_is_its_paragraphs_without_what_every_page_repeats() -> None:
    document = read(pdf(PARAGRAPHS * 6))
    assert isinstance(document, Document)
    assert document.title == TITLE
    found = document.text.split("\n\n")
    assert found[1:4] == PARAGRAPHS
    assert not [p for p in found[1:] if p not in PARAGRAPHS]


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    encryption = StandardEncryption("", ownerPassword="owner", strength=40)
    assert isinstance(read(pdf(PARAGRAPHS, encrypt=encryption)), Document)


def test_a_damaged_pdf_is_read_or_refused() -> None:
    whole, dice = pdf(PARAGRAPHS), random.Random(7)
    for _ in range(150):
        data = bytearray(whole)
        for place in dice.choices(range(len(data)), k=5):
            data[place : place + dice.randrange(3)] = dice.randbytes(2)
        assert isinstance(read(bytes(data)), Document | Refused)


def blank() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(10, 10, 300, 400, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (blank(), "a PDF without text (scanned?)"),
        (pdf(PARAGRAPHS, encrypt=StandardEncryption("secret", strength=40)), "an encrypted PDF"),
        (pdf(PARAGRAPHS)[:1500], "breaks off before its end"),
        (b"%PDF-1.4\nnothing more\n%%EOF", "a damaged PDF"),
        (b"nothing", "called a PDF but none"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    refused = read(data)
    assert isinstance(refused, Refused)
    assert reason in refused.reason
