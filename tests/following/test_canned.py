"""Lists and documents of every kind from a real server, the same story twice, and hostile answers with their lines."""

import gzip
import io
import json
import zlib
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from communique import run
from communique.following import Look
from communique.sources.plan import Followed

Look_ = Callable[..., Look]
WORDS = (
    "The Nordic Council will hold its 73rd session in Oslo on 3 March 2027, Secretary General Kari Lund said. "
    "Ministers from five countries are to discuss trade, fisheries and energy, and to hear a report on railways "
    "between the capitals, she told reporters. Another on grain is to follow in the autumn."
)
STORY = (
    f"<html><head><title>Council to meet</title></head><body><article><h1>Council to meet</h1><p>{WORDS}</p></article>"
)
SMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
LISTS = {
    "RSS": ("feed", "<rss version='2.0'><channel><item><link>{link}</link></item></channel></rss>"),
    "RDF": ("feed", "<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item><link>{link}</link></item></RDF>"),
    "Atom": ("feed", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{link}'/></entry></feed>"),
    "JSON feed": (
        "feed",
        '{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "url": "{link}"}}]}}',
    ),
    "sitemap": ("sitemap", f"<urlset xmlns='{SMAP}'><url><loc>{{link}}</loc></url></urlset>"),
    "index": (
        "sitemap",
        f"<sitemapindex xmlns='{SMAP}'><sitemap><loc>{{base}}/inner.xml</loc></sitemap></sitemapindex>",
    ),
    "news sitemap": (
        "sitemap",
        f"<urlset xmlns='{SMAP}' xmlns:news='{NEWS}'><url><loc>{{link}}</loc><news:news><news:publication_date>"
        "2027-02-01T09:00:00Z</news:publication_date><news:title>Council</news:title></news:news></url></urlset>",
    ),
    "page": ("page", "<a href='/about'>About</a> <a href='{link}'>Council to meet</a>"),
}


def followed(url: str, kind: str = "feed", name: str = "Nordic") -> Followed:
    return Followed(name=name, kind=kind, url=url, pattern="story" if kind == "page" else "", allow_private=True)


def pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    for place, line in enumerate(WORDS.split(", ")):
        canvas.drawString(40, 780 - 14 * place, f"{line},")
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_every_kind_leads_to_its_story(name: str, site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    link = site.page("/story.html", STORY, headers={"Content-Type": "text/html"})
    site.page("/inner.xml", LISTS["sitemap"][1].format(link=link))
    kind, form = LISTS[name]
    found = look(followed(site.page("/list", form.format(link=link, base=site.address)), kind))
    assert (found.added, found.problem, found.refused) == (1, None, ())
    with run.register(db) as register:
        (meeting,) = register.records("meetings")
        assert meeting.values["date"] == "2027-03-03"


@pytest.mark.parametrize(
    ("kind", "data"), [("text/html", STORY.encode()), ("application/pdf", pdf()), ("text/plain", WORDS.encode())]
)
def test_a_document_of_every_kind_behind_a_feed(kind: str, data: bytes, site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    link = site.page("/story", data, headers={"Content-Type": kind})
    assert look(followed(site.page("/list", LISTS["RSS"][1].format(link=link)))).added == 1
    with run.register(db) as register:
        assert "Oslo" in [meeting.values["place"] for meeting in register.records("meetings")]


def test_a_story_that_another_site_puts_out_again_counts_once_as_a_report(site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    again = STORY.replace("Council to meet", "Nordic Council: session in March").replace("she told", "Lund told")
    for name, story in (("first", STORY), ("second", again)):
        link = site.page(f"/{name}/story.html", story, headers={"Content-Type": "text/html"})
        url = site.page(f"/{name}", LISTS["RSS"][1].format(link=link))
        assert look(followed(url, name=name)).added == 1
    with run.register(db) as register:
        (meeting,) = register.records("meetings")
        assert (len(meeting.reports), meeting.support) == (2, 1)


def bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(30)), packer.flush()])


HOSTILE = {
    "entities": ({"body": "<!DOCTYPE a [<!ENTITY x 'ha'>]><rss><channel>&x;</channel></rss>"}, "declares entities"),
    "a bomb": ({"body": bomb(), "headers": {"Content-Encoding": "gzip"}}, "larger than the limit"),
    "a large one": ({"body": b"<rss>", "headers": {"Content-Length": "99999999999"}}, "larger than the limit"),
    "another packing": ({"body": b"<rss>", "headers": {"Content-Encoding": "br"}}, "was not asked for"),
    "damaged": ({"body": gzip.compress(b"<rss/>")[:12], "headers": {"Content-Encoding": "gzip"}}, "breaks off"),
    "nested": ({"body": "<rss>" + "<a>" * 500}, "nested too deep"),
    "nested JSON": ({"body": '{"items":' + "[" * 100_000}, "no JSON feed"),
    "a file": ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, "no http or https address"),
    "a loop": ({"status": 302, "headers": {"Location": "/list"}}, "sent on more than"),
    "a page": ({"body": "<html><p>Sign in</p></html>"}, "its root is <html>"),
    "silence": ({"hangs": True}, "no answer within"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_list_is_refused_with_a_clear_line(name: str, site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    answer, reason = HOSTILE[name]
    found = look(followed(site.page("/list", **answer)), timeout=2.0)
    assert reason in str(found.problem)
    assert "\n" not in str(found.problem)
    assert found.added == 0


def test_what_a_feed_offers_besides_the_web_is_not_asked_for(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    offered = ["file:///etc/passwd", "ftp://a.example/b", "javascript:alert(1)", "data:text/plain,a"]
    told = json.dumps({"items": [{"id": link, "url": link} for link in offered]})
    found = look(followed(site.page("/list", told)))
    assert (found.added, found.refused, found.problem) == (0, (), None)
