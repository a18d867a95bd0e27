"""ZIP and tar: files come out as from a folder; nothing leads out, unpacks without end or goes too deep."""

import gzip
import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.archiving import LIMITS, bomb, response, taken, tarred, told, told_in_little, zipped

from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.sources import count, fetch

TEXT = b"The council met."
LONG = f"{'folder/' * 40}c.txt"
FILES = {
    "b.txt": TEXT,
    "sub/a.html": b"<p>The council met.</p>",
    "logo.png": b"\x89PNG",
    ".git/config.txt": TEXT,
    "__MACOSX/._b.txt": TEXT,
    "sub/.hidden.txt": TEXT,
    LONG: TEXT,
}
TAR, PAX, GNU = tarfile.USTAR_FORMAT, tarfile.PAX_FORMAT, tarfile.GNU_FORMAT
PACKED = {
    "stories.zip": zipped(FILES),
    "stories.tar": tarred(FILES, PAX),
    "stories.tgz": gzip.compress(tarred(FILES, GNU)),
    "archive-without-ending": gzip.compress(tarred(FILES)),
}


@pytest.mark.parametrize("name", PACKED)
def test_documents_come_out_in_order_and_others_are_left(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(PACKED[name])
    first, second, third = taken(file)
    assert first == Fetched(source=f"{file}#b.txt", data=TEXT, media_type="text/plain")
    assert second == Fetched(source=f"{file}#sub/a.html", data=FILES["sub/a.html"], media_type="text/html")
    assert third.source == f"{file}#{LONG}"


def test_a_folder_gives_what_is_in_its_archives(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(PACKED["stories.zip"])
    (tmp_path / "a.txt").write_bytes(TEXT)
    names = [item.source.removeprefix(f"{tmp_path}/") for item in fetch([str(tmp_path)], LIMITS)]
    assert names == ["a.txt", "b.zip#b.txt", "b.zip#sub/a.html", f"b.zip#{LONG}"]
    assert count([str(tmp_path / "a.txt"), "-"]) == 2
    assert count([str(tmp_path)]) is None


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "a/../../b.txt", "..\\b.txt", "C:/b.txt"])
def test_a_name_that_leads_out_is_refused_and_the_rest_comes(pack: object, name: str, tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    file.write_bytes(pack({name: TEXT, "b.txt": TEXT}))  # type: ignore[operator]
    assert told(file) == [f"evil.zip#{name}: its name leads out of the archive", "evil.zip#b.txt"]


def test_a_name_cannot_drive_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.tar"
    file.write_bytes(tarred({"\x1b[2J\n.txt": TEXT}))
    assert told(file) == ["a.tar#\ufffd[2J\ufffd.txt"]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    file = tmp_path / "a.tar"
    file.write_bytes(out.getvalue())
    assert [line.partition(": ")[2][:6] for line in told(file)] == ["a link", "a link", "a devi"]


@pytest.mark.parametrize("pack", [zipped, tarred, lambda members: gzip.compress(tarred(members))])
def test_a_member_over_the_limit_is_refused_and_the_rest_comes(pack: object, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(pack({"large.txt": b"a" * 100_000, "b.txt": TEXT}))  # type: ignore[operator]
    large, small = told(file)
    assert large.startswith("a.zip#large.txt: larger than the limit")
    assert small == "a.zip#b.txt"


def test_a_bomb_of_many_members_is_left(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"{n}.jsonl", b"0" * 60_000_000)
    assert "a decompression bomb?" in told_in_little(file)[-1]
    packed = tmp_path / "bomb.tar.gz"
    packed.write_bytes(gzip.compress(tarred({"a.txt": TEXT, "b.bin": bytes(1)})[:1024]) + bomb(120_000_000))
    first, *others = told_in_little(packed)
    assert first == "bomb.tar.gz#a.txt"
    assert "a decompression bomb?" in others[-1]
    assert len(others) <= 2


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_cannot_be_bounded_is_refused(packing: int, tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", bytes(9_000_000), packing)
        archive.writestr("b.txt", TEXT)
    first, second = told_in_little(file)
    assert re.fullmatch("bomb.zip#a.txt: packed as (bzip2|LZMA), which is not read; deflate is", first)
    assert second == "bomb.zip#b.txt"


@pytest.mark.parametrize("size", [-1, -(1 << 40)])
def test_a_size_below_nought_is_a_broken_header(size: int, tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.txt")
    info.size = size
    file = tmp_path / "evil.tar"
    file.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(512 * 17_000) + tarred({"b.txt": TEXT}))
    assert told_in_little(file)[-1] == "evil.tar#b.txt"


def test_archives_in_archives_go_three_deep(tmp_path: Path) -> None:
    inner = {"b.txt": TEXT}
    for name in ("four.zip", "three.tar", "two.zip"):
        inner = {name: (tarred if name.endswith("tar") else zipped)(inner), "a.txt": TEXT}
    file = tmp_path / "one.zip"
    file.write_bytes(zipped({**inner, "news.warc.gz": response("https://example.org/1")}))
    assert told(file) == [
        "one.zip#two.zip#three.tar#four.zip: an archive that lies in 3 others; unpack it first",
        "one.zip#two.zip#three.tar#a.txt",
        "one.zip#two.zip#a.txt",
        "one.zip#a.txt",
        "one.zip#news.warc.gz#https://example.org/1",
    ]


def test_damaged_members_cost_only_themselves(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": bytes(range(256)) * 4, "b.txt": TEXT}))
    data[60] ^= 0xFF
    file = tmp_path / "a.zip"
    file.write_bytes(data)
    broken, whole = told(file)
    assert broken.startswith("a.zip#a.txt: a damaged member")
    assert whole == "a.zip#b.txt"
    data = bytearray(tarred({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    data[1024 + 10] ^= 0xFF
    file.write_bytes(data)
    first, broken, third = told(file)
    assert (first, third) == ("a.zip#a.txt", "a.zip#c.txt")
    assert "a broken header" in broken


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert told(tmp_path / "a.zip") == ["a.zip#a.txt: encrypted"]


@pytest.mark.parametrize("name", ["stories.zip", "stories.tar", "stories.tgz"])
def test_what_is_cut_off_says_so(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(PACKED[name][:-600] if name.endswith("zip") else PACKED[name][: len(PACKED[name]) // 3])
    assert any(": " in line for line in told(file))


def test_an_endless_list_of_members_is_not_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = (40_000_000).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    assert "its list of members is larger than" in told(tmp_path / "a.zip")[0]


def test_an_endless_extended_header_is_not_read(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 10**9
    (tmp_path / "a.tar").write_bytes(info.tobuf() + bytes(2000))
    assert "an extended header of 1,000,000,000 bytes" in told(tmp_path / "a.tar")[0]


def test_an_archive_without_documents_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.png": b"x"}))
    (tmp_path / "b.zip").write_bytes(zipped({}))
    for name in ("a.zip", "b.zip"):
        assert "no document in this archive" in told(tmp_path / name)[0]


def test_an_office_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "minutes.docx").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    (item,) = taken(tmp_path / "minutes.docx")
    assert isinstance(item, Fetched)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(PACKED)), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=9))))
def test_no_damage_whatever_is_an_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, damages: list[tuple[float, int, bytes]]
) -> None:
    whole = PACKED[name]
    for share, length, data in damages:
        at = int(share * len(whole))
        whole = whole[:at] + data + whole[at + length :]
    file = tmp_path_factory.mktemp("damaged") / name
    file.write_bytes(whole)
    for item in fetch([str(file)], LIMITS):
        assert isinstance(item, Fetched | Refused)
