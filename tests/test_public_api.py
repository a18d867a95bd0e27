"""The names that others may rely on, and how light they are to import."""

import subprocess
import sys
from pathlib import Path

import pytest

import communique

NAMES = {
    *("read", "read_text", "Register", "Settings", "__version__", "Shard", "shards", "process_shard"),
    *("Document", "Span", "Passage", "Entity", "Reference", "Claim", "Kind", "Field", "KINDS", "Reading", "Refused"),
    *("CommuniqueError", "UnknownLanguage", "BadSpan", "BadDate", "BadClaim", "SourceError", "RegisterError"),
    *("BadSetting", "BadDecision", "Decision"),
}
HEAVY = (
    *("numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "pypdf", "httpx", "sqlalchemy", "rich", "yaml"),
    *("charset_normalizer", "communique.extract", "communique.knowledge"),
)


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after the code."""
    script = f"import sys\ntry:\n {code}\nexcept SystemExit: pass\nprint('modules:', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.rsplit("modules:", 1)[1].split())


def test_the_public_names_are_these() -> None:
    assert set(communique.__all__) == NAMES
    assert all(hasattr(communique, name) for name in NAMES)


@pytest.mark.parametrize("name", sorted(NAMES - {"KINDS", "__version__"}))
def test_every_public_name_says_what_it_is_for(name: str) -> None:
    assert getattr(communique, name).__doc__


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import communique").intersection(HEAVY)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["example"], ["read", "--help"]])
def test_the_command_line_loads_nothing_heavy_before_it_works(arguments: list[str]) -> None:
    code = f"import communique.cli; sys.argv = {['communique', *arguments]!r}; communique.cli.main()"
    assert not loaded_by(code).intersection(HEAVY)


def test_reading_a_file_and_a_text_gives_the_same(tmp_path: Path) -> None:
    text = "Ministers meet in Riga\n\nMinisters of the union met in Riga on Friday and agreed on the budget."
    file = tmp_path / "story.txt"
    file.write_text(text)
    (from_file,) = communique.read(str(file))
    from_text = communique.read_text(text)
    assert isinstance(from_file, communique.Reading)
    assert isinstance(from_text, communique.Reading)
    assert from_file.claims == from_text.claims
    assert from_file.document.id == from_text.document.id


def test_a_refusal_is_a_value() -> None:
    assert communique.read_text("") == communique.Refused(source="text", reason="empty")
