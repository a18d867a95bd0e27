"""Pages that are edited: every version is kept, and what the edit changed in the record is told."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from communique import run
from communique.following import Look
from communique.sources.plan import Followed

Look_ = Callable[..., Look]
HOUR = 3600.0
PAGE = (
    "<html><head><title>Council to meet</title></head><body><article><h1>Council to meet</h1><p>The Nordic "
    "Council will hold its 73rd session in {place} on 3 March 2027 to discuss trade, its "
    "secretariat said on Monday.</p>"
    "</article></body></html>"
)


def feed(site, updated: str = "2026-11-01T00:00:00Z") -> Followed:  # type: ignore[no-untyped-def]
    entry = f"<entry><link href='{site.address}/1.html'/><updated>{updated}</updated></entry>"
    url = site.page("/feed.xml", f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>")
    return Followed(name="Nordic", kind="feed", url=url, allow_private=True)


def page(site, place: str, **answer: object) -> None:  # type: ignore[no-untyped-def]
    site.page("/1.html", PAGE.format(place=place), headers={"Content-Type": "text/html"}, **answer)


def test_a_page_is_looked_at_again_and_a_silent_correction_is_found(site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    page(site, "Oslo")
    source = feed(site)
    assert look(source, at=1000.0).added == 1
    page(site, "Bergen")
    assert look(source, at=1000.0 + HOUR / 2).edits == ()
    found = look(source, at=1001.0 + HOUR)
    assert (found.added, len(found.edits)) == (0, 1)
    assert "place: Oslo → Bergen" in [a.what for a in found.edits[0].alterations]
    assert look(source, at=1002.0 + HOUR).edits == ()
    with run.register(db) as register:
        assert register.counts()["documents"] == 2
        assert register.sources.edits() == list(found.edits)
        assert register.sources.states()["Nordic"].edited == 1


def test_a_page_of_which_the_source_says_that_it_changed_is_looked_at_at_once(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    page(site, "Oslo")
    look(feed(site))
    page(site, "Bergen")
    assert len(look(feed(site, "2026-11-02T00:00:00Z")).edits) == 1


def test_a_page_that_did_not_change_is_no_edit(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    page(site, "Oslo")
    source = feed(site)
    look(source, at=1000.0)
    assert [look(source, at=1000.0 + age * HOUR).edits for age in (2, 26, 170, 400)] == [()] * 4


def test_a_page_that_is_gone_is_told(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    page(site, "Oslo")
    source = feed(site)
    look(source, at=1000.0)
    site.page("/1.html", status=410)
    (edit,) = look(source, at=1001.0 + HOUR).edits
    assert edit.after is None
    assert look(source, at=1001.0 + 48 * HOUR).edits == ()


def test_pages_are_looked_at_once_where_the_plan_says_so(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    page(site, "Oslo")
    source = replace(feed(site), again=False)
    look(source, at=1000.0)
    page(site, "Bergen")
    assert look(source, at=1001.0 + HOUR).edits == ()


@pytest.mark.parametrize("after", [0, 1])
def test_an_edit_survives_a_stop(after: int, site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    page(site, "Oslo")
    source = feed(site)
    look(source, at=1000.0)
    page(site, "Bergen")
    with pytest.raises(KeyboardInterrupt):
        look(source, at=1001.0 + HOUR, stop_after=after)
    look(source, at=1002.0 + HOUR)
    with run.register(db) as register:
        assert (register.counts()["documents"], len(register.sources.edits())) == (2, 1)
