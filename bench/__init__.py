"""How fast the engine is, beside the same work in bare SQL in the same run. `make bench` prints it; nothing is asserted."""
