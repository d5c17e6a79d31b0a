"""The regular work of this room, by the name under which it leaves signs of life."""

from workflow.heartbeats import NAMES

PAPERS = "papers"

NAMES |= {PAPERS: "Lập tệp văn bản"}
