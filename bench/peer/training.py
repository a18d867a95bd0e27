"""Trains a pipeline of spaCy's small English kind on the corpora that our tagger learns trees and names from."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo
from spacy.util import compounding, load_config, load_model_from_config, minibatch
from train import corpora
from train.corpora import Item
from train.items import DATA

CONFIG = Path(__file__).with_name("pipeline.cfg")


def items() -> list[Item]:
    """The sentences of UD EWT with names, and those of GUM's training part without."""
    names = DATA / "names"
    train = corpora.splits(names / "gum" / "splits.md")["train"]
    labels = corpora.uner(names / "uner" / "en_ewt-ud-train.2022-12-02.iob2")
    ewt = corpora.treebank(names / "ewt" / "en_ewt-ud-train.rebuilt.conllu.gz", labels)
    return [*ewt, *(i for i in corpora.treebank(names / "gum" / "gum-permissive.conllu.gz") if i.name in train)]


def document(language: Language, item: Item) -> Doc:
    """A sentence as spaCy has it; without names where the corpus has none."""
    heads = [h if h >= 0 else i for i, h in enumerate(item.heads or ())]
    made = Doc(language.vocab, item.words, tags=item.layers["upos"], heads=heads, deps=item.deprels)
    if "names" in item.layers:
        made.set_ents(biluo_tags_to_spans(made, iob_to_biluo(item.layers["names"])))
    return made


def train(items: Sequence[Item], passes: int) -> Language:
    """The pipeline after so many passes over the items, with the mean of its weights."""
    language = load_model_from_config(load_config(CONFIG), auto_fill=True)
    examples = [Example(Doc(language.vocab, i.words), document(language, i)) for i in items]
    optimiser = language.initialize(lambda: examples)
    chance, sizes = random.Random(1), compounding(16.0, 128.0, 1.001)
    begin = time.monotonic()
    for number in range(passes):
        chance.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, sizes):
            language.update(batch, drop=0.1, sgd=optimiser, losses=losses)
        said = " ".join(f"{n} {v:.0f}" for n, v in losses.items())
        print(f"pass {number + 1} of {passes}, {time.monotonic() - begin:.0f} s: {said}", flush=True)
    with language.use_params(optimiser.averages):
        return load_model_from_config(language.config, auto_fill=True).from_bytes(language.to_bytes())
