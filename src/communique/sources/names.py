"""What files are called: which names are documents, which are archives, and which are left out."""

from pathlib import PurePosixPath

SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
}
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ARCHIVES = (".warc", ".warc.gz", ".wacz", ".zip", ".tar", ".tar.gz", ".tgz", *LINES, ".parquet")
KNOWN = (*SUFFIXES, *ARCHIVES)


def media_type(name: str) -> str | None:
    """What a document is, by the end of its name."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def known(name: str) -> bool:
    """Whether a name is that of a document or archive, and not a hidden one."""
    own = PurePosixPath(name).name
    return not own.startswith(".") and own.lower().endswith(KNOWN)


def archived(name: str) -> bool:
    """Whether a name is that of an archive."""
    return name.lower().endswith(ARCHIVES)
