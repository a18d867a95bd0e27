"""WARC and WACZ: pages come out, crawlers' talk is left out, a broken record costs only itself."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.archiving import LIMITS, PAGE, bomb, record, response, taken, told, told_in_little, zipped

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources import fetch

ONE, TWO, THREE = (f"https://example.org/{n}" for n in (1, 2, 3))


@pytest.fixture(params=[True, False], ids=["gzip", "plain"])
def packed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_a_page_comes_with_its_address_type_and_character_set(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / "news"
    file.write_bytes(response(ONE, packed=packed))
    assert taken(file) == [
        Fetched(source=f"{file}#{ONE}", data=PAGE, media_type="text/html", charset="iso-8859-1", url=ONE)
    ]


def test_only_what_is_a_document_comes(tmp_path: Path, packed: bool) -> None:
    image = (("Content-Type", "image/png"),)
    text = (("Content-Type", "text/plain"),)
    parts = [
        record("", "warcinfo", b"software: x\r\n", "application/warc-fields", packed),
        record(ONE, "request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request", packed),
        response(ONE, packed=packed),
        response(f"{ONE}/gone", status="404 Not Found", packed=packed),
        response(f"{ONE}/logo", b"\x89PNG", image, packed=packed),
        response("https://example.org/robots.txt", b"User-agent: *", text, packed=packed),
        record(TWO, "conversion", b"The council met.", "text/plain", packed),
        record(THREE, "resource", PAGE, "text/html", packed),
        record("urn:text:https://example.org/3", "resource", b"again", "text/plain", packed),
        record(ONE, "metadata", b"fetchTimeMs: 1\r\n", "application/warc-fields", packed),
    ]
    file = tmp_path / "crawl.warc"
    file.write_bytes(b"".join(parts))
    assert told(file) == [f"crawl.warc#{url}" for url in (ONE, TWO, THREE)]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ((("Content-Encoding", "gzip"),), gzip.compress(PAGE)),
        ((("Content-Encoding", "gzip"),), PAGE),
        ((("Transfer-Encoding", "chunked"),), b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        ((("Transfer-Encoding", "chunked"),), PAGE),
    ],
)
def test_a_page_is_unpacked_as_its_server_packed_it(
    headers: tuple[tuple[str, str], ...], body: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "news.warc.gz"
    file.write_bytes(response(ONE, body, (("Content-Type", "text/html"), *headers)))
    (item,) = taken(file)
    assert isinstance(item, Fetched)
    assert item.data == PAGE


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (bomb(10_000_000), "larger than the limit"),
        (gzip.compress(PAGE)[:-12], "breaks off"),
        (b"\x1f\x8bnonsense", "damaged"),
        (b"a" * 2001, "larger than the limit"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_refused_and_the_next_comes(body: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "news.warc.gz"
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    file.write_bytes(response(ONE, body, headers) + response(TWO))
    refused, fetched = taken(file)
    assert refused.source == f"{file}#{ONE}"
    assert isinstance(refused, Refused)
    assert reason in refused.reason
    assert fetched.source == f"{file}#{TWO}"


def test_damage_costs_only_the_record_in_which_it_is(tmp_path: Path) -> None:
    parts = [response(f"{ONE}/{n}") for n in range(5)]
    parts[1] = parts[1][:40] + bytes(80) + parts[1][120:]
    parts[3] = parts[3][:50]
    file = tmp_path / "news.warc.gz"
    file.write_bytes(b"".join(parts))
    shown = told(file)
    assert [name for name in shown if "broken" not in name] == [f"news.warc.gz#{ONE}/{n}" for n in (0, 2, 4)]
    places = [len(parts[0]), len(b"".join(parts[:3]))]
    assert [name for name in shown if "broken" in name] == [
        f"news.warc.gz: broken at byte {place:,}: damaged compression; the next record is looked for"
        for place in places
    ]


def test_a_file_that_is_cut_off_gives_what_is_whole(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / "news.warc"
    file.write_bytes(response(ONE, packed=packed) + response(TWO, packed=packed)[:-30])
    first, second = told(file)
    assert first == f"news.warc#{ONE}"
    assert second.startswith("news.warc: broken at byte ")


def test_words_between_plain_records_are_told_once_and_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "news.warc"
    first, second = (response(url, packed=False) for url in (ONE, TWO))
    file.write_bytes(first + b"not a record\r\nnor this\r\n" + second)
    where = f"broken at byte {len(first):,}: no record where one should begin"
    assert [name.partition(";")[0] for name in told(file)] == [
        *(f"news.warc#{ONE}", f"news.warc: {where}", f"news.warc#{TWO}"),
    ]


def test_a_file_that_is_packed_as_a_whole_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "news.warc.gz"
    file.write_bytes(gzip.compress(response(ONE, packed=False) + response(TWO, packed=False)))
    assert told(file) == [f"news.warc.gz#{url}" for url in (ONE, TWO)]


def test_a_bomb_is_left_soon_and_the_next_record_comes(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999\r\n\r\n"
    file = tmp_path / "bomb.warc.gz"
    file.write_bytes(gzip.compress(head + b"0" * 150_000_000, 9) + response(ONE))
    refused, page = told_in_little(file)
    assert "a decompression bomb?" in refused
    assert page == f"bomb.warc.gz#{ONE}"


@pytest.mark.parametrize("start", [b"WARC/1.0\r\nX: " + b"a" * 600_000, b"WARC/1.0\r\n" + b"X: a\r\n" * 60_000])
def test_endless_headers_are_refused(start: bytes, tmp_path: Path) -> None:
    file = tmp_path / "endless.warc"
    file.write_bytes(start + b"\r\n" + response(ONE, packed=False))
    assert "header" in told(file)[0]
    assert told(file)[-1] == f"endless.warc#{ONE}"


def test_wacz_gives_the_pages_of_its_warc_files_only(tmp_path: Path) -> None:
    file = tmp_path / "site.wacz"
    members = {"datapackage.json": b"{}", "pages/pages.jsonl": b'{"text": "a page"}', "notes.txt": b"a note"}
    file.write_bytes(zipped({**members, "archive/a.warc.gz": response(ONE), "archive/b.warc.gz": response(TWO)}))
    assert told(file) == [f"site.wacz#archive/a.warc.gz#{ONE}", f"site.wacz#archive/b.warc.gz#{TWO}"]


PACKED = response(f"{ONE}/1") + response(f"{ONE}/2")
PLAIN = response(f"{ONE}/1", packed=False) + response(f"{ONE}/2", packed=False)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([PACKED, PLAIN]), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=9))))
def test_no_damage_whatever_is_an_error(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, damages: list[tuple[float, int, bytes]]
) -> None:
    for share, length, data in damages:
        at = int(share * len(whole))
        whole = whole[:at] + data + whole[at + length :]
    file = tmp_path_factory.mktemp("damaged") / "news.warc.gz"
    file.write_bytes(whole)
    for item in fetch([str(file)], LIMITS):
        assert isinstance(item, Fetched | Refused)
