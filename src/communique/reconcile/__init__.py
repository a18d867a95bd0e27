"""Claims to records, pure; law: the same readings give the same records in any order."""

from communique.reconcile.ledgers import stalled
from communique.reconcile.records import KINDS, everything, records, renew, stream
from communique.reconcile.rules import rules

__all__ = ["KINDS", "everything", "records", "renew", "rules", "stalled", "stream"]
