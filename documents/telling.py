"""How a paper stands, as a sentence for whoever comes too late: from a second tab, or with the back button."""

from documents.models import Document
from workflow.engine.clock import day_of


def how_it_stands(document: Document) -> str:
    """The state is what stands in the database now, not what a page showed."""
    day = f" ngày {day_of(document.voided_at):%d/%m/%Y}" if document.voided_at else ""
    match document.state:
        case Document.State.DRAFT:
            return "Văn bản còn là dự thảo, chưa có số."
        case Document.State.ISSUED:
            return f"Văn bản đã được phát hành, số {document.number}."
        case Document.State.SIGNED:
            return f"Văn bản đã được phát hành và đã ký, số {document.number}."
        case Document.State.SUPERSEDED:
            return f"Văn bản số {document.number} đã có bản khác thay thế."
        case _:
            return f"Văn bản số {document.number} đã bị hủy{day}." if document.number else f"Dự thảo đã bị bỏ{day}."
