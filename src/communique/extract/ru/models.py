"""The models of Russian: they lie in installed packages, are loaded at the first Russian text, and never fetched."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"


@cache
def names() -> Any:
    """The tagger of names."""
    from slovnet import NER

    return _with_vectors(NER.load(_file("model/slovnet_ner_news_v1.tar")))


@cache
def morphology() -> Any:
    """The tagger of parts of speech, cases and the like."""
    from slovnet import Morph

    return _with_vectors(Morph.load(_file("model/slovnet_morph_news_v1.tar"), batch_size=4))


@cache
def syntax() -> Any:
    """The parser of sentences."""
    from slovnet import Syntax

    return _with_vectors(Syntax.load(_file("model/slovnet_syntax_news_v1.tar")))


@cache
def dictionary() -> Any:
    """The dictionary of forms, which also guesses those of words that it does not know."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def _with_vectors(model: Any) -> Any:
    model.navec(_vectors())
    return model


@cache
def _vectors() -> Any:
    from navec import Navec

    return Navec.load(_file(_VECTORS))


def _file(name: str) -> Path:
    """A file of data of natasha, which is only looked up, never imported: it needs an older dictionary."""
    spec = find_spec("natasha")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise ModuleNotFoundError("natasha")
    return Path(places[0]) / "data" / name
