"""Russian without what it needs, and English without what Russian needs."""

import subprocess
import sys

import pytest

from communique.extract import missing
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.run import document
from communique.settings import Settings

TEXT = "Совет министров Союзного государства соберётся в Минске седьмого декабря, сообщили в секретариате."


def test_a_russian_text_is_refused_in_one_line_that_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "slovnet", None)
    read = document(Fetched(source="novosti.txt", data=TEXT.encode()), Settings())
    assert isinstance(read, Refused)
    assert str(read) == "novosti.txt: in Russian, which needs more packages: pip install 'communique[ru]'"


def test_english_needs_no_more() -> None:
    assert missing("en") is None


def test_nothing_of_russian_is_loaded_for_english() -> None:
    code = "import sys, communique.run; print(*(m for m in ('slovnet', 'navec', 'pymorphy3') if m in sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
