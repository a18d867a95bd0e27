"""A crawl that is made up: news pages about meetings, between what crawlers store beside them."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_BODIES = (
    *("Nordic Council", "African Union", "Arab League", "Pacific Islands Forum", "Mekong River Commission"),
    *("Caribbean Community", "Baltic Assembly", "Andean Community", "Council of Europe", "Gulf Cooperation Council"),
)
_PLACES = ("Riga", "Oslo", "Nairobi", "Suva", "Lima", "Muscat", "Vientiane", "Bridgetown", "Accra", "Tirana", "Cairo")
_PEOPLE = ("Ilze Ozola", "Samuel Okoro", "Maria Quispe", "Henrik Dahl", "Leila Haddad", "Tomasi Vuki", "Ana Kova")
_OFFICES = ("secretary general", "deputy minister of transport", "spokesman", "foreign minister", "chief of staff")
_SUBJECTS = (
    "water fees",
    "a border railway",
    "visas for students",
    "fishing quotas",
    "a customs code",
    "flood warnings",
)
_SENTENCES = (
    "Ministers of the {body} will meet in {place} on {day} March 2031 to discuss {subject}, {person} said on Monday.",
    "“We are close to an agreement on {subject},” {person}, the body's {office}, told reporters in {place}.",
    "The {n}th summit of the {body} was held in {place} in {year} and approved a plan on {subject}.",
    "A draft agreement on {subject} was sent to the council of the {body}, which is to vote on it in {place}.",
    "{person} was appointed {office} in {year} after the talks in {place} had been put off twice.",
    "The programme on {subject} runs until {year} and costs {n} million euros a year, according to the {body}.",
    "Trains, ferries and lorries waited for hours at the border, and traders complained about the delays again.",
    "The report, {n} pages long, says little about {subject}, which critics of the {body} called a missed chance.",
)
_FRAME = """<!DOCTYPE html><html lang="en"><head><title>{title} | World Desk</title>
<meta property="article:published_time" content="2031-02-{day:02}T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/{number}/share">Share</a></nav>
<article><h1>{title}</h1>{body}</article>
<footer>World Desk, page {number}. All rights reserved.</footer></body></html>"""
_HTML = (("Content-Type", "text/html; charset=utf-8"),)


_FOREIGN = (
    *("kokous", "ministeri", "hallitus", "päätös", "laiva", "kala", "metsä", "sopimus", "neuvosto", "kaupunki"),
    *("viikko", "maanantai", "vesi", "rautatie", "viisumi", "opiskelija", "satama", "tulli", "sää", "koulu"),
)
_FOREIGN_FRAME = """<!DOCTYPE html><html lang="fi"><head><title>Kokous {number}</title></head>
<body><article><h1>Kokous {number}</h1>{body}</article></body></html>"""


def write(file: Path, count: int, english: int = 1) -> int:
    """Write so many pages as a WARC file, with a request and an image beside each; gives its size in bytes.

    One page in so many is `english`, the others are in a language that is refused.
    """
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(count):
            found = page(number) if number % english == 0 else foreign(number)
            for url, kind, body, headers in _records(number, found):
                start = ("200 OK", "HTTP/1.1") if kind == "response" else ("/ HTTP/1.1", "GET")
                about = StatusAndHeaders(start[0], list(headers), protocol=start[1])
                made = writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=about)
                writer.write_record(made)
    return file.stat().st_size


def _records(number: int, found: bytes) -> Iterator[tuple[str, str, bytes, tuple[tuple[str, str], ...]]]:
    url = f"https://desk.example/{number}"
    yield url, "request", b"", (("Host", "desk.example"),)
    yield url, "response", found, _HTML
    yield f"{url}/photo", "response", random.Random(number).randbytes(2000), (("Content-Type", "image/jpeg"),)


def page(number: int) -> bytes:
    """A page of some three hundred words, always the same for the same number."""
    chance = random.Random(number)
    body = chance.choice(_BODIES)
    sentences = [_sentence(chance, body) for _ in range(chance.randint(12, 20))]
    paragraphs = ["".join(f"<p>{' '.join(sentences[n : n + 3])}</p>" for n in range(0, len(sentences), 3))]
    title = f"{body} to meet in {chance.choice(_PLACES)} on {chance.choice(_SUBJECTS)}"
    found = _FRAME.format(title=title, day=number % 28 + 1, number=number, body="".join(paragraphs))
    return found.encode()


def foreign(number: int) -> bytes:
    """A short page in Finnish, always the same for the same number."""
    chance = random.Random(number)
    sentences = [f"{' '.join(chance.choices(_FOREIGN, k=12)).capitalize()}." for _ in range(6)]
    body = "".join(f"<p>{' '.join(sentences[n : n + 3])}</p>" for n in range(0, len(sentences), 3))
    return _FOREIGN_FRAME.format(number=number, body=body).encode()


def _sentence(chance: random.Random, body: str) -> str:
    return chance.choice(_SENTENCES).format(
        body=body,
        place=chance.choice(_PLACES),
        person=chance.choice(_PEOPLE),
        office=chance.choice(_OFFICES),
        subject=chance.choice(_SUBJECTS),
        day=chance.randint(1, 28),
        n=chance.randint(4, 90),
        year=chance.randint(2026, 2035),
    )
