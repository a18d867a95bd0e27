"""HTML pages."""

import pytest

from communique.model.document import Document
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.reading import read_document
from communique.reading.published import published_day

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Ministers to meet | Lakeland News</title>
<meta property="og:site_name" content="Lakeland News"><link rel="canonical" href="https://news.example/riga">
<meta property="article:published_time" content="2026-03-02T09:30:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/all">All news</a></nav><article><h1>Ministers to meet in Riga</h1>
<p>Transport ministers of the Amber Road Union will meet in Riga on 12 March to settle the timetable.</p>
<p>“The last open question is who pays for the bridge,” said Ilze Ozola, the union&#39;s secretary-general.</p>
</article><footer>© 2020 Lakeland News. All rights reserved.</footer></body></html>"""
LINKS = """<html><body><h1>News</h1><ul><li><a href=1>Council meets in Riga</a></li><li><a href=2>Bank opens an office
in Minsk</a></li></ul><form><label>User <input></label><button>Sign in</button></form></body></html>"""


def read(page: str, **fetched: str) -> Document | Refused:
    return read_document(Fetched(source="page", data=page.encode(), **fetched))


def test_a_page_is_its_article_with_title_day_and_site() -> None:
    assert read(PAGE) == Document(
        text="Ministers to meet in Riga\n\n"
        "Transport ministers of the Amber Road Union will meet in Riga on 12 March to settle the timetable.\n\n"
        "“The last open question is who pays for the bridge,” said Ilze Ozola, the union's secretary-general.",
        title="Ministers to meet in Riga",
        source="page",
        publisher="Lakeland News",
        url="https://news.example/riga",
        published="2026-03-02",
        language="en",
    )


def test_a_page_is_told_by_its_first_bytes_or_by_the_server() -> None:
    bare = "<p>" + "The ministers of the union met in Riga on Friday and agreed on a budget. " * 8 + "</p>"
    assert "<p>" not in read(bare, media_type="text/html").text  # type: ignore[union-attr]
    assert "<p>" in read(bare, media_type="text/plain").text  # type: ignore[union-attr]


def test_the_address_is_the_one_that_answered() -> None:
    assert read(PAGE, url="https://mirror.example/1").url == "https://mirror.example/1"  # type: ignore[union-attr]


def test_a_day_that_the_page_does_not_state_stays_unknown() -> None:
    document = read(PAGE.replace("2026-03-02T09:30:00+02:00", "x"))
    assert isinstance(document, Document)
    assert document.published is None


def test_the_template_s_language_gives_way_to_the_text() -> None:
    page = PAGE.replace('lang="en-GB"', 'lang="ru"')
    fetched = Fetched(source="page", data=page.encode())
    assert read_document(fetched).language == "ru"  # type: ignore[union-attr]
    assert read_document(fetched, guess=lambda text: "en").language == "en"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (LINKS, "a page without an article"),
        ("<!doctype html><html><body></body></html>", "a page without an article"),
        (PAGE[: PAGE.index("the timetable")], "breaks off before its end"),
        (PAGE[: PAGE.index("</article>") - 3], "breaks off before its end"),
    ],
)
def test_a_page_without_an_article_or_end_is_refused(page: str, reason: str) -> None:
    refused = read(page)
    assert isinstance(refused, Refused)
    assert reason in refused.reason


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-02T10:00Z"}</script>',
            True,
        ),
        ('<time datetime="2026-03-02">2 March</time>', True),
        ('<p class="posted-on">2 March 2026</p>', True),
        ("<table><tr><td><span class=date>02.03.2026</span></td></tr></table>", True),
        ('<aside><time datetime="2026-03-02">2 March</time></aside>', False),
        ("<p>On 2026-03-02 the council met.</p>", False),
        ("<p>Posted 2 March 2026</p>", False),
        ("<footer>© 2 March 2026</footer>", False),
    ],
)
def test_which_days_a_page_states(markup: str, day: bool) -> None:
    page = f"<html><head><title>News</title></head><body>{markup}<p>The council met.</p></body></html>"
    assert published_day(page, None) == ("2026-03-02" if day else None)


def test_an_address_may_state_the_day() -> None:
    assert published_day("<p>The council met.</p>", "https://news.example/2026/03/02/council") == "2026-03-02"
