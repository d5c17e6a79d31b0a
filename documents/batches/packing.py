"""The files of a batch in one: a zip that is the same to the byte whenever the same files go into it."""

import logging
import zipfile
from typing import BinaryIO

from documents.models import DocumentFile, PaperBatch, PaperBatchRow
from documents.naming import file_name
from documents.storage import Damaged, Kept, keep_stream, read

log = logging.getLogger(__name__)
#: The first day that a zip can name: no clock in the file.
NO_DAY = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def pack(batch: PaperBatch) -> Kept | None:
    """All papers that were made, by name; None where there is none. A file that is damaged is left out, and its row says so."""
    files = _files(batch)
    if not files:
        return None

    def write(target: BinaryIO) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # PDFs are compressed already
            for name, (row, file) in sorted(files.items()):
                try:
                    data = read(file.name, file.sha256)
                except Damaged as damage:
                    log.error("file %s of batch %s: %s", file.pk, batch.pk, damage)
                    row.problem = str(damage)
                    row.save(update_fields=["problem"])
                    continue
                entry = zipfile.ZipInfo(name, NO_DAY)
                entry.external_attr = READABLE
                archive.writestr(entry, data)

    return keep_stream(f"batches/{batch.pk}", "zip", write)


def _files(batch: PaperBatch) -> dict[str, tuple[PaperBatchRow, DocumentFile]]:
    rows = batch.rows.filter(state=PaperBatchRow.State.DONE).select_related("document__case")
    found: dict[str, tuple[PaperBatchRow, DocumentFile]] = {}
    for row in rows.prefetch_related("document__files"):
        assert row.document is not None, "a row that is done has its paper"
        wanted = DocumentFile.Kind.FINAL if row.document.issued_on else DocumentFile.Kind.DRAFT
        for file in row.document.files.all():
            if file.kind == wanted:
                found[file_name(row.document, file.kind)] = (row, file)
    return found
