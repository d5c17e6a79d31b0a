"""The regular work of this room, by the name under which it leaves signs of life."""

from workflow.heartbeats import NAMES

PAPERS, BATCHES = "papers", "paper_batches"

NAMES |= {PAPERS: "Lập tệp văn bản", BATCHES: "Lập văn bản hàng loạt"}
