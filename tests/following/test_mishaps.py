"""What goes wrong while sources are followed: each mishap costs what it hits, is told, and stops nothing else."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique import run
from communique.cli import commands
from communique.errors import SourceError
from communique.following import Follower, Look
from communique.settings import Settings
from communique.sources.items import items
from communique.sources.plan import Followed, read_plan
from communique.sources.polite import Pace

Look_ = Callable[..., Look]
PAGE = (
    "<html><body><article><p>The Nordic Council will hold its session number {n} in Oslo on 3 March 2027, "
    "Secretary General Kari Lund said. Ministers are to discuss trade, fisheries and energy.</p></article></body>"
)


def page(site, n: int) -> str:  # type: ignore[no-untyped-def]
    return str(site.page(f"/{n}.html", PAGE.format(n=n), headers={"Content-Type": "text/html"}))


def sitemap(*addresses: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{address}</loc></url>' for address in addresses)}</urlset>"


def index(*addresses: str, days: tuple[str, ...] = ()) -> str:
    told = days or ("",) * len(addresses)
    entries = (
        f"<sitemap><loc>{address}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for address, day in zip(addresses, told, strict=True)
    )
    return f"<sitemapindex>{''.join(entries)}</sitemapindex>"


@pytest.mark.parametrize("link", ["http://[bad/1", "http://a..b/", "https://[::1", "//[x]"])
@pytest.mark.parametrize("kind", ["feed", "sitemap", "page"])
def test_an_address_that_is_none_stops_no_other(kind: str, link: str) -> None:
    data = {
        "feed": f"<rss><item><link>{link}</link></item><item><link>/good</link></item></rss>",
        "sitemap": sitemap(link, "https://a.example/good"),
        "page": f"<a href='{link}'>x</a><a href='/good'>y</a>",
    }[kind]
    assert "https://a.example/good" in [item.url for item in items(kind, data.encode(), "https://a.example/")]


def test_an_item_without_a_link_is_found_by_its_permanent_name() -> None:
    data = b"<rss><item><guid>/a</guid></item><item><guid isPermaLink='false'>7</guid></item></rss>"
    assert [item.url for item in items("feed", data, "https://a.example/")] == ["https://a.example/a"]


def test_an_entry_of_an_aggregator_has_its_own_time_and_not_that_of_its_source() -> None:
    source = "<source><title>All</title><updated>2026-11-26T09:00:00Z</updated></source>"
    own = "<title>One</title><updated>2026-11-01T09:00:00Z</updated><link href='/a'/>"
    data = f"<feed><entry>{own}{source}</entry></feed>"
    (item,) = items("feed", data.encode(), "https://a.example/")
    assert (item.title, item.updated) == ("One", "2026-11-01T09:00:00Z")


def test_a_sitemap_that_fails_is_told_and_read_when_it_is_back(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    bad, good = site.page("/1.xml", status=500), site.page("/2.xml", sitemap(page(site, 2)))
    url = site.page("/index.xml", index(bad, good), headers={"ETag": '"a"'})
    source = Followed(name="Nordic", kind="sitemap", url=url, allow_private=True)
    first = look(source)
    assert (first.added, [refused.source for refused in first.refused]) == (1, [bad])
    site.page("/1.xml", sitemap(page(site, 1)))
    assert look(source).added == 1


def test_a_broken_sitemap_of_an_index_stops_no_other(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    bad, good = site.page("/1.xml", "<urlset"), site.page("/2.xml", sitemap(page(site, 2)))
    found = look(
        Followed(name="Nordic", kind="sitemap", url=site.page("/index.xml", index(bad, good)), allow_private=True)
    )
    assert (found.added, found.problem, len(found.refused)) == (1, None, 1)


def test_the_latest_sitemaps_of_an_index_are_read_wherever_they_stand(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    maps = [site.page(f"/{n}.xml", sitemap(page(site, n))) for n in range(5)]
    days = tuple(f"2026-11-{20 - n}" for n in range(5))
    url = site.page("/index.xml", index(*maps, days=days))
    found = look(Followed(name="Nordic", kind="sitemap", url=url, allow_private=True))
    assert found.added == 3
    assert "/0.html" in site.paths
    assert "/4.html" not in site.paths


def test_a_changed_pattern_holds_at_once(site, look: Look_) -> None:  # type: ignore[no-untyped-def]
    links = "".join(f"<a href='{page(site, n)}'>x</a>" for n in (1, 2))
    url = site.page("/list.html", links, headers={"ETag": '"a"'})
    source = Followed(name="Nordic", kind="page", url=url, pattern="1.html", allow_private=True)
    assert (look(source).added, look(source).added) == (1, 0)
    assert look(Followed(name="Nordic", kind="page", url=url, pattern="2.html", allow_private=True)).added == 1


def test_a_folder_that_is_gone_is_a_problem_and_an_empty_one_is_none(tmp_path: Path, look: Look_) -> None:
    source = Followed(name="Nordic", kind="folder", url=str(tmp_path / "inbox"))
    assert [str(look(source).problem) for _ in range(2)] == [f"{tmp_path / 'inbox'}: no such folder"] * 2
    (tmp_path / "inbox").mkdir()
    assert look(source).problem is None


def test_a_folder_for_what_is_fetched_that_cannot_be_written_is_a_problem(site, look: Look_, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    url = site.page("/feed.xml", f"<rss><item><link>{page(site, 1)}</link></item></rss>")
    found = look(Followed(name="Nordic", kind="feed", url=url, keep=str(tmp_path / "file"), allow_private=True))
    assert "what was fetched cannot be kept" in str(found.problem)


def test_a_register_that_fails_for_a_while_ends_no_watch(site, db: str) -> None:  # type: ignore[no-untyped-def]
    url = site.page("/feed.xml", f"<rss><item><link>{page(site, 1)}</link></item></rss>")
    plan = [Followed(name="Nordic", kind="feed", url=url, every=1, allow_private=True)]
    with run.register(db) as register, sqlite3.connect(db) as other:
        settings = Settings(timeout=5.0)
        made = Follower(register=register, settings=settings, clock=time.time, stamp=lambda: "now", pace=Pace(0.0))
        with made as follower:
            follower.rest = 0.1
            looks = follower.watch(plan)
            assert next(looks).problem is None
            other.execute("ALTER TABLE sources RENAME TO away")
            other.commit()
            assert "no such table" in str(next(looks).problem)
            other.execute("ALTER TABLE away RENAME TO sources")
            other.commit()
            assert next(look for look in looks if look.problem is None).source.name == "Nordic"
            looks.close()


WRONG = [
    ("kind='feed'\nurl='http://['", "no http or https address"),
    ("kind='feed'\nurl='https://a.example'\nevery='0s'", "write it as 90s"),
    ("kind='feed'\nurl='https://a.example'\nlimit=true", "limit is a whole number"),
]


@pytest.mark.parametrize(("table", "reason"), WRONG)
def test_a_wrong_plan_is_refused_and_not_run(table: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(f"[[source]]\nname='a'\n{table}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_plan(tmp_path / "plan.toml")


def test_paths_in_a_plan_are_beside_it(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("[[source]]\nname='a'\nkind='folder'\nurl='inbox'\n", encoding="utf-8")
    assert read_plan(tmp_path / "plan.toml")[0].url == str(tmp_path / "inbox")


def followed(tmp_path: Path, table: str) -> Result:
    plan = tmp_path / "plan.toml"
    plan.write_text(f"[[source]]\nname='Nordic'\nkind='feed'\n{table}\n", encoding="utf-8")
    return CliRunner().invoke(commands, ["follow", str(plan), "--once", "--db", str(tmp_path / "a.db")])


def test_the_command_says_that_a_source_failed_by_its_exit_code(site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = followed(tmp_path, f"url='{site.page('/feed.xml', status=500)}'\nallow_private=true")
    assert (done.exit_code, "answered 500" in done.stderr) == (3, True)


def test_the_command_says_when_nothing_is_due(site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    table = f"url='{site.page('/feed.xml', '<rss></rss>')}'\nallow_private=true"
    assert "nothing new" in followed(tmp_path, table).stderr
    again = followed(tmp_path, table)
    assert (again.exit_code, "nothing is due before 20" in again.stderr) == (0, True)


def test_the_command_says_how_a_private_address_may_be_reached(site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = followed(tmp_path, f"url='{site.page('/feed.xml', '<rss></rss>')}'")
    assert "allow_private = true" in done.stderr


def _heard() -> None:
    """What is started in the background does not hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(
    ("sign", "last"), [(signal.SIGINT, "communique: stopped"), (signal.SIGTERM, "Ctrl-C stops it")]
)
def test_the_command_that_is_stopped_ends_well(sign: signal.Signals, last: str, site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    plan = tmp_path / "plan.toml"
    feed = site.page("/feed.xml", "<rss></rss>")
    plan.write_text(f"[[source]]\nname='a'\nkind='feed'\nurl='{feed}'\nallow_private=true\n", encoding="utf-8")
    command = [sys.executable, "-m", "communique", "follow", str(plan), "--db", str(tmp_path / "a.db")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=_heard) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.send_signal(sign)
        told = (first + process.communicate(timeout=60)[1]).strip().splitlines()
    assert (process.returncode, told[0].startswith("communique: following 1 source;"), last in told[-1]) == (
        0,
        True,
        True,
    )
