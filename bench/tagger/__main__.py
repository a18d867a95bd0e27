"""`python -m bench.tagger`: the shipped tagger on the corpora's test parts; `--dev`: on their parts for development."""

import argparse
from pathlib import Path

from train.items import claim_documents

from bench.tagger import claims
from bench.tagger.figures import figures
from communique.extract.neural.network import Network
from communique.extract.tagger import MODELS


def main() -> None:
    """Print a table with a line a figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--dev", action="store_true", help="measure on the parts for development")
    asked.add_argument("--model", type=Path, default=MODELS, help="the model's folder")
    asked.add_argument("--file", default="tagger.onnx", help="float.onnx: before it was made small")
    asked.add_argument("--claims", action="store_true", help="measure the claim heads, on the documents held out")
    said = asked.parse_args()
    if said.claims:
        for name, value in claims.figures(Network(said.model, said.file), claim_documents(held=True)):
            print(f"{name:40} {value:9.2f}", flush=True)
        return
    for name, value in figures(said.model, said.file, dev=said.dev):
        print(f"{name:40} {value:9.2f}", flush=True)


if __name__ == "__main__":
    main()
