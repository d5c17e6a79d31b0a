"""Whether a file that somebody sends opens as a PDF at all: its first bytes alone are easily written."""

import io
import logging

log = logging.getLogger(__name__)


def has_pages(data: bytes) -> bool:
    """The first page is reached and is one. A hostile file can break the reader anywhere, and each way is the same answer."""
    # Imported here: half a second that only a scan costs.
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)  # scanners write what strict readers refuse
        if reader.encrypted or int(reader.root["/Pages"]["/Count"]) < 1:
            return False
        page, _ = reader.find_page_for_modification(0)
        return str(page.get_object()["/Type"]) == "/Page"
    except Exception:
        log.info("a scan could not be read as PDF", exc_info=True)
        return False
