"""The model's card: what it was trained on, under which licences, and the figures that it reaches."""

import json
from pathlib import Path

from bench.tagger.claims import figures as claim_figures
from bench.tagger.figures import figures

from communique.extract.neural.network import Network
from train.items import claim_documents

TEXT = Path(__file__).with_suffix(".md")


def write_card(folder: Path, claims: int) -> None:
    """Measure the model of a folder and write its card there."""
    small = dict(figures(folder, "tagger.onnx", dev=False))
    full = dict(figures(folder, "float.onnx", dev=False))
    held = claim_documents(held=True)
    heads = claim_figures(Network(folder), held)
    rows = "\n".join(f"| {name} | {value:.1f} | {full[name]:.1f} |" for name, value in small.items())
    text = TEXT.read_text(encoding="utf-8").format(
        layers=json.loads((folder / "tagger.json").read_text(encoding="utf-8"))["layers"],
        claims=claims,
        rows=rows,
        held=len(held),
        heads="\n".join(f"| {name} | {value:.1f} |" for name, value in heads),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
