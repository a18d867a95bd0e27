"""The register's storage: the only place that knows SQL."""

from communique.store.register import Register, restore

__all__ = ["Register", "restore"]
