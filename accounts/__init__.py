"""People, organisations, provinces, roles. Knows no other room."""
