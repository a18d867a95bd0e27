"""Following sources: each is looked at when it is due, what is new is read and kept, and how it went is remembered."""

from communique.following.follower import Follower
from communique.following.look import Look, status_of, summary_of, told

__all__ = ["Follower", "Look", "status_of", "summary_of", "told"]
