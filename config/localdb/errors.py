"""What can go wrong with the embedded server, said in Vietnamese."""


class LocalDatabaseError(RuntimeError):
    """The embedded PostgreSQL cannot be found, made or started."""
