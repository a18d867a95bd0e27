"""Following: sources of every kind on a real server, what hosts ask for, what goes wrong, and a stop at any moment."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import run
from communique.cli import commands
from communique.errors import SourceError
from communique.following import Follower, Look
from communique.model.followed import SourceState
from communique.settings import Settings
from communique.sources.items import items
from communique.sources.plan import Followed, read_plan
from communique.sources.polite import Pace

STORY = (
    "<html><head><title>Council to meet in {n}</title></head><body><article><h1>Council to meet in {n}</h1><p>"
    "The Nordic Council will hold its {n}th session in Oslo on 3 March 2027, Secretary General Kari Lund said. "
    "Ministers are to discuss trade, fisheries and energy, she told reporters after talks with Finland.</p></article>"
    "</body></html>"
)
FEED = "<rss version='2.0'><channel>{items}</channel></rss>"


def feed(site, count: int, **answer: object) -> str:  # type: ignore[no-untyped-def]
    links = [
        site.page(f"/story{n}.html", STORY.format(n=n + 60), headers={"Content-Type": "text/html"})
        for n in range(count)
    ]
    entries = "".join(f"<item><title>{n}</title><link>{link}</link></item>" for n, link in enumerate(links))
    return str(site.page("/feed.xml", FEED.format(items=entries), **answer))


Look_ = Callable[..., Look]
State = Callable[[], SourceState]


def source(url: str, kind: str = "feed", **options: object) -> Followed:
    return Followed(name="Nordic", kind=kind, url=url, allow_private=True, **options)  # type: ignore[arg-type]


def test_what_a_feed_offers_is_kept_once(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    address = feed(site, 3)
    first, second = look(source(address)), look(source(address))
    assert (first.added, second.added, second.known) == (3, 0, 0)


def test_a_stop_in_the_middle_loses_nothing_and_doubles_nothing(site, look: Look_, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    address = feed(site, 3)
    with pytest.raises(KeyboardInterrupt):
        look(source(address), stop_after=2)
    after = look(source(address))
    assert (after.added, after.known) == (1, 0)
    with run.register(str(tmp_path / "news.db")) as register:
        assert register.counts()["documents"] == 3


def test_a_feed_that_did_not_change_is_not_sent_again(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    address = feed(site, 1, headers={"ETag": '"a1"'})
    look(source(address))
    site.page("/feed.xml", b"", status=304)
    assert look(source(address)).problem is None


def test_sitemaps_pages_and_folders(site, look: Look_, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    feed(site, 2)
    urls = "".join(f"<url><loc>{site.address}/story{n}.html</loc></url>" for n in range(2))
    smap = site.page("/sitemap.xml", f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>")
    index = site.page("/index.xml", f"<sitemapindex><sitemap><loc>{smap}</loc></sitemap></sitemapindex>")
    assert look(source(index, "sitemap", pattern="story")).added == 2
    page = site.page("/news.html", "<a href='/story0.html'>a</a><a href='/about.html'>b</a>")
    assert look(Followed(name="Page", kind="page", url=page, pattern="story", allow_private=True)).known == 1
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("The Nordic Council met in Oslo on Monday.", encoding="utf-8")
    assert look(Followed(name="Inbox", kind="folder", url=str(tmp_path / "inbox"))).added == 1


def test_robots_txt_is_kept(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    address = feed(site, 1)
    site.page("/robots.txt", "User-agent: *\nDisallow: /feed.xml\n")
    assert look(source(address)).problem == "robots.txt forbids it"


def test_a_host_that_says_wait_is_left_alone(site, look: Look_, state: State) -> None:  # type: ignore[no-untyped-def]
    address = site.page("/feed.xml", status=429, headers={"Retry-After": "9000"})
    assert "429" in str(look(source(address, every=60)).problem)
    assert state().next > 1000 + 8000


def test_a_page_that_says_wait_ends_the_look(site, look: Look_, state: State) -> None:  # type: ignore[no-untyped-def]
    address = feed(site, 3)
    site.page("/story1.html", status=429, headers={"Retry-After": "9000"})
    found = look(source(address, every=60))
    assert (found.added, "429" in str(found.problem)) == (1, True)
    assert state().next > 1000 + 8000


def test_a_page_is_not_given_up_while_its_host_is_left_alone(site, look: Look_, db: str) -> None:  # type: ignore[no-untyped-def]
    other = site.address.replace("127.0.0.1", "localhost")
    address = site.page("/feed.xml", FEED.format(items=f"<item><link>{other}/story.html</link></item>"))
    site.page("/story.html", status=429, headers={"Retry-After": "1000"})
    now, told = [1000.0], []
    with (
        run.register(db) as register,
        Follower(
            register=register, settings=Settings(), clock=lambda: now[0], stamp=lambda: "now", pace=Pace(0.0)
        ) as follower,
    ):
        for _ in range(7):
            told.append(str(follower.look(source(address)).problem))
            now[0] += 5000
    assert ["429" in told[0], *("left alone" in problem for problem in told[1:])] == [True] * 7
    site.page("/story.html", STORY.format(n=60), headers={"Content-Type": "text/html"})
    assert look(source(address), at=now[0]).added == 1


def test_sources_of_one_host_share_its_patience() -> None:
    pace, times = Pace(0.1), Counter[str]()
    asked: list[tuple[str, float]] = []

    def ask(host: str) -> None:
        pace.hold(host, 0.0)
        asked.append((host, time.monotonic()))
        pace.done(host)

    begun = time.monotonic()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(ask, ["a.example", "b.example", "a.example", "a.example", "b.example"]))
    for host, at in sorted(asked, key=lambda pair: pair[1]):
        times[host] += 1
        assert at - begun >= 0.099 * times[host]


def test_the_pause_of_a_host_begins_anew_when_a_request_has_ended() -> None:
    pace = Pace(0.05)
    pace.hold("a.example", 0.0)
    time.sleep(0.1)
    pace.done("a.example")
    ended = time.monotonic()
    pace.hold("a.example", 0.0)
    assert time.monotonic() - ended >= 0.049


def test_private_addresses_are_refused_unless_the_plan_says_otherwise(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    found = look(Followed(name="Nordic", kind="feed", url=feed(site, 1)))
    assert found.problem is not None
    assert "port" in found.problem or "not a public address" in found.problem


def test_three_failures_are_an_alarm(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    address = site.page("/feed.xml", "<html></html>")
    assert [look(source(address)).alarm is not None for _ in range(3)] == [False, False, True]


def test_pages_without_an_article_are_an_alarm(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    site.page("/empty.html", "<html><body></body></html>", headers={"Content-Type": "text/html"})
    address = site.page("/feed.xml", FEED.format(items=f"<item><link>{site.address}/empty.html</link></item>"))
    assert "no new page can be read" in str(look(source(address)).alarm)


BOMB = b"<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'>]><rss><channel>&y;</channel></rss>"


BROKEN = [b"<rss><channel>", b"", b"{", b"[]", b"\xff\xfe\x00", b"<feed", b"{}", b'{"items":' + b"[" * 100_000]


@pytest.mark.parametrize("data", [BOMB, BOMB.decode().encode("utf-16"), b"<rss>" + b"<a>" * 5000, *BROKEN])
def test_broken_and_hostile_feeds_are_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(SourceError):
        items("feed", data, "https://a.example/feed")


def test_feeds_of_three_kinds() -> None:
    links = b"<link rel='self' href='/s'/><link href='/a'/>"
    atom = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title>" + links + b"</entry></feed>"
    rss = (
        b"<rss><channel><item><link>https://a.example/a</link><pubDate>Mon, 2 Nov 2026</pubDate></item></channel></rss>"
    )
    told = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/a"}, {"id": "2"}, 7]}'
    for data in (atom, rss, told):
        assert [i.url for i in items("feed", data, "https://a.example/feed")] == ["https://a.example/a"]


PLANS = [
    ("", "no table"),
    ("[[source]]\nname='a'\nkind='feed'", "url is missing"),
    ("[[source]]\nname='a'\nkind='fed'\nurl='https://a.example'", "no kind 'fed'"),
    ("[[source]]\nname='a'\nkind='feed'\nurl='ftp://a.example'", "no http"),
    ("[[source]]\nname='a'\nkind='page'\nurl='https://a.example'", "needs a pattern"),
    ("[[source]]\nname='a'\nkind='feed'\nurl='https://a.example'\nevery='often'", "write it as"),
    ("[[source]]\nname='a'\nkind='feed'\nurl='https://a.example'\nurls=1", "unknown 'urls'"),
    ("[[source", "no TOML"),
]


@pytest.mark.parametrize(("text", "reason"), PLANS)
def test_a_wrong_plan_is_refused_with_a_reason(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_plan(tmp_path / "plan.toml")


def test_the_command_looks_once_and_tells(site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    plan = tmp_path / "plan.toml"
    plan.write_text(
        f"[[source]]\nname='Nordic'\nkind='feed'\nurl='{feed(site, 1)}'\nallow_private=true\n", encoding="utf-8"
    )
    done = CliRunner().invoke(commands, ["follow", str(plan), "--once", "--db", str(tmp_path / "a.db")])
    assert done.exit_code == 0, done.output
    assert "Nordic: 1 added" in done.stderr
    told = CliRunner().invoke(commands, ["follow", str(plan), "--status", "--db", str(tmp_path / "a.db")])
    assert "last success" in told.stdout
    assert "\tnext look in " in told.stdout
    assert "well" in told.stdout
    assert told.stderr == "1 source: all well\n"
