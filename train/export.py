"""From a trained network to the files that the package ships: ONNX, weights in 8 bits a channel."""

import json
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train.network import FAR, Network


class Shipped(nn.Module):
    """The network as it is run: one window, the table of pieces in 8 bits a row."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        table = network.pieces.weight.data
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale.to(torch.float16))
        self.register_buffer("mixed", network.relation.data.flatten(1))
        self.register_buffer("places", network.positions.weight.data.to(torch.float16))

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        pieces = self.table[ids].float() * self.scale[ids].float()
        places = self.places[: ids.shape[1]].float()
        x = network.norm(pieces + places + network.shapes(shapes))
        for layer in network.layers:
            x = layer(x, None)
        flat, arcs, below, above, links = (out[0] for out in network.heads(x[:, firsts]))
        same = F.pad(sentences[:, None] == sentences[None, :], (0, 1), value=True)
        arcs = torch.where(same, arcs, torch.tensor(FAR))
        tops = torch.cat([above, network.root_relation[None]], 0)
        heads = arcs.argmax(1)
        return flat, arcs, self.relate(below, tops[heads]).argmax(1), below, above, links

    def relate(self, below: Tensor, above: Tensor) -> Tensor:
        """As the network does, with a constant that can be made small."""
        one = torch.ones_like(below[:, :1])
        left, right = torch.cat([below, one], 1), torch.cat([above, one], 1)
        mixed = (left @ self.mixed).view(-1, len(self.network.shape.relations), left.shape[1])
        return (mixed @ right.unsqueeze(2)).squeeze(2)


def export(network: Network, folder: Path, pieces: Path) -> None:
    """Write the model's files into a folder, with `float.onnx` beside it for comparison."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval().round(False)
    shape = network.shape
    ids = torch.randint(1000, 20000, (1, 24))
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Shipped(network),
            (ids, torch.ones_like(ids), torch.arange(1, 20), torch.arange(1, 20) // 9),
            str(folder / "float.onnx"),
            input_names=["ids", "shapes", "firsts", "sentences"],
            output_names=["flat", "arcs", "relations", "below", "above", "links"],
            dynamic_axes={
                **{key: {1: "pieces"} for key in ("ids", "shapes")},
                **{key: {0: "words"} for key in ("firsts", "sentences")},
            },
            dynamo=False,
            opset_version=17,
        )
    _quantise(folder)
    parts = network.parts()
    labels = {**shape.classes, **shape.chains}
    heads = {name: [part.start, labels[name]] for name, part in parts.items()}
    card = {"layers": shape.layers, "chains": [*shape.chains], "heads": heads}
    card |= {"links": shape.links, "relations": shape.relations}
    (folder / "tagger.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    arrays = {f"steps/{n}": p.detach().numpy().astype(np.float16) for n, p in network.steps.items()}
    arrays["relation"] = network.relation.detach().numpy().astype(np.float16)
    arrays["root"] = network.root_relation.detach().numpy().astype(np.float16)
    np.savez_compressed(folder / "tagger.npz", **arrays)
    (folder / "pieces.json").write_bytes(pieces.read_bytes())


def _quantise(folder: Path) -> None:
    """All products with weights but the flat heads' and those of few inputs: small ones, on which much hangs."""
    model = onnx.load(folder / "float.onnx")
    products = [n.name for n in model.graph.node if n.op_type == "MatMul"]
    spared = [name for name in products if "/flat/" in name or name.endswith("/MatMul_1")]
    quantize_dynamic(
        folder / "float.onnx",
        folder / "tagger.onnx",
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=spared,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
