"""What was fetched is kept as WARC, and can be read again."""

from collections.abc import Callable
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from communique import run
from communique.following import Look
from communique.model.document import Document
from communique.settings import Settings
from communique.sources.plan import Followed, read_plan

Look_ = Callable[..., Look]
PAGE = (
    "<html><head><title>Council to meet</title></head><body><article><h1>Council to meet in Århus</h1><p>"
    "The Nordic Council will hold its 73rd session in Århus on 3 March 2027, Secretary General Kari Lund said.</p>"
    "</article></body></html>"
)


def follow(site, folder: Path, look: Look_) -> list[Path]:  # type: ignore[no-untyped-def]
    page = site.page("/1.html", PAGE, headers={"Content-Type": "text/html; charset=utf-8"})
    url = site.page("/feed.xml", f"<rss><channel><item><link>{page}</link></item></channel></rss>")
    source = Followed(name="Nordic", kind="feed", url=url, allow_private=True, keep=str(folder))
    assert look(source).added == 1
    assert look(source).added == 0
    return sorted(folder.iterdir(), key=lambda file: -file.stat().st_size)


def test_what_was_fetched_is_kept_and_read_again(site, look: Look_, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    files = follow(site, tmp_path / "fetched", look)
    assert len(files) == 2
    with files[0].open("rb") as file:
        kept = [(r.rec_headers["WARC-Target-URI"], r.content_stream().read()) for r in ArchiveIterator(file)]
    assert [address.rpartition("/")[2] for address, _ in kept] == ["feed.xml", "1.html"]
    assert kept[1][1].decode() == PAGE


def test_the_archive_gives_the_same_document_as_the_network(site, look: Look_, tmp_path: Path, db: str) -> None:  # type: ignore[no-untyped-def]
    files = follow(site, tmp_path / "fetched", look)
    found = [d for d in run.documents([str(files[0])], Settings()) if isinstance(d, Document)]
    with run.register(db) as register:
        assert [d.id for d in found] == [d.id for d in run.stored(register)]


def test_an_archive_that_was_cut_off_is_read_up_to_the_cut(site, look: Look_, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    files = follow(site, tmp_path / "fetched", look)
    files[0].write_bytes(files[0].read_bytes()[:-40])
    with files[0].open("rb") as file:
        records = ArchiveIterator(file)
        assert next(records).rec_headers["WARC-Target-URI"].endswith("feed.xml")


def test_the_folder_stands_beside_the_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    table = "[[source]]\nname='{}'\nkind='feed'\nurl='https://a.example/{}'\n"
    plan.write_text("keep = 'kept'\n" + table.format("a", 1) + table.format("b", 2) + "keep = ''\n", encoding="utf-8")
    assert [source.keep for source in read_plan(plan)] == [str(tmp_path / "kept"), ""]
