"""The shipped model as a network that can learn on, from the files of its folder."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from train.network import Network, Shape


def load(folder: Path) -> Network:
    """The network whose files stand in a folder, with the weights that it computes with."""
    model = onnx.load(folder / "tagger.onnx")
    had = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()).float() for i in model.graph.initializer}
    card = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    network = Network(_shape(card, had), dropout=0.05)
    state = network.state_dict()
    for name in state.keys() & {k.removeprefix("network.") for k in had}:
        state[name].copy_(had[f"network.{name}"])
    for node in model.graph.node:
        module = ".".join(node.name.strip("/").split("/")[:-1])
        if f"{module}.weight" in state and "MatMul" in node.op_type and not node.name.endswith("/MatMul_1"):
            state[f"{module}.weight"].copy_(_product(had, node.input[1]).T)
    same = {n.output[0]: n.input[0] for n in model.graph.node if n.op_type == "Identity"}
    for node in model.graph.node:
        module = ".".join(node.name.strip("/").split("/")[:-1])
        if node.op_type == "Gather" and f"network.{module}.apart" in had:
            few = had[same.get(node.input[1], node.input[1])].long()
            state[f"{module}.weight"][:, few] = had[f"network.{module}.apart"].T
    state["arc"].copy_(_product(had, "network.arc_quantized"))
    state["pieces.weight"].copy_(had["table"] * had["scale"])
    state["positions.weight"].copy_(had["places"])
    spread = [had[n.input[0]] for n in model.graph.node if n.op_type == "Expand" and n.input[0] in had]
    state["none"].copy_(next(s for s in spread if s.dim() == 4)[0, :, 0])
    with np.load(folder / "tagger.npz") as kept:
        state["relation"].copy_(torch.from_numpy(kept["relation"]))
        state["root_relation"].copy_(torch.from_numpy(kept["root"]))
        for name in network.steps:
            state[f"steps.{name}"].copy_(torch.from_numpy(kept[f"steps/{name}"]))
    return network


def _shape(card: dict[str, Any], had: dict[str, Tensor]) -> Shape:
    heads = {name: labels for name, (_, labels) in card["heads"].items()}
    chains = {name: heads.pop(name) for name in card["chains"]}
    inner = len(had["network.layers.0.up.bias"])
    attention = len(had["network.layers.0.qkv.bias"]) // 96
    return Shape(card["layers"], heads, chains, card["relations"], card["links"], inner=inner, attention=attention)


def _product(had: dict[str, Tensor], name: str) -> Tensor:
    """A matrix of the model, inputs down and outputs across."""
    stem = name.removesuffix("_quantized")
    if stem == name:
        return had[name]
    return (had[name] - had[f"{stem}_zero_point"]) * had[f"{stem}_scale"]
