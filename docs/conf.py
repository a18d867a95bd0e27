"""How the manual is built."""

from communique._version import __version__

project = "Communiqué"
copyright = "the Communiqué contributors"
release = version = __version__
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"Communiqué {version}"
myst_heading_anchors = 3
nitpicky = True
