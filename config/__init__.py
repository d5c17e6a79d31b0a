"""Wires the rooms together: settings, addresses, queue, database server, page shell. Knows no rule of the law."""
