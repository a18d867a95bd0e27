"""The version, alone, so that it can be printed without importing anything."""

__version__ = "0.1.0"
