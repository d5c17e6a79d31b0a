"""The wording of papers: a small language, the values it may name, and the blocks that come out. Pure: knows no case."""
