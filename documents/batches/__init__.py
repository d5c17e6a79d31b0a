"""Papers for a whole plan in one go: foreseen, confirmed, written in the background, packed, reported row by row."""
