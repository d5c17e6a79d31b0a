"""The locks of the database, as this room uses them."""

from workflow.locks import only_one, try_lock, unlock

__all__ = ["only_one", "try_lock", "unlock"]
