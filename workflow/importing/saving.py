"""Saving a preview: all of its new rows in one transaction, or none of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from accounts.people import Person
from workflow.deadlines.tables import load_clocks, share_calendar
from workflow.engine.drafting import create_case
from workflow.engine.refusals import EngineError
from workflow.importing.known import existing
from workflow.importing.layouts import Kind
from workflow.importing.preview import Preview, PreviewRow, Verdict
from workflow.importing.reading import Progress
from workflow.importing.registration import Registration
from workflow.importing.wrong import Unreadable
from workflow.models import PastGrant


@dataclass(frozen=True, slots=True)
class Saved:
    """How many rows were saved, were there already, were left out as faulty."""

    created: int
    known: int
    faulty: int

    @property
    def sentence(self) -> str:
        known = f"; {self.known} dòng đã có từ trước" if self.known else ""
        faulty = f"; bỏ qua {self.faulty} dòng có lỗi" if self.faulty else ""
        return f"Đã nhập {self.created} dòng{known}{faulty}."


def save_preview(
    *, preview: Preview, person: Person | None, at: datetime, skip_errors: bool, progress: Progress | None = None
) -> Saved:
    """Saves the new rows. A file with faults is saved only with `skip_errors`, and then without its faulty rows.

    Raises Unreadable when nothing may be saved, or when the data changed under the file; then nothing was.
    """
    if not preview.is_clean and not skip_errors:
        raise Unreadable(f"Có {preview.faulty_count} dòng lỗi, chưa lưu gì. Sửa tệp, hoặc chọn bỏ qua các dòng lỗi.")
    rows = preview.of(Verdict.NEW)
    try:
        with transaction.atomic():
            _one_import_at_a_time()
            if preview.kind == Kind.HISTORY:
                created = _save_history(rows, person, at)
            else:
                created = _save_registrations(rows, person, at, progress)
    except (IntegrityError, EngineError) as error:
        raise Unreadable("Dữ liệu trong phần mềm vừa thay đổi, chưa lưu gì. Xin nhập lại tệp.") from error
    return Saved(created, preview.known_count + len(rows) - created, preview.faulty_count)


def _one_import_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('import', 0))")


def _save_history(rows: list[PreviewRow], person: Person | None, at: datetime) -> int:
    grants: list[PastGrant] = [row.ready for row in rows]
    there = existing(grant_codes=[grant.code for grant in grants]).grants
    new = [grant for grant in grants if grant.code not in there]
    for grant in new:
        grant.imported_at = at
        grant.imported_by_id = person.user_id if person else None
    PastGrant.objects.bulk_create(new, batch_size=500)
    return len(new)


def _save_registrations(rows: list[PreviewRow], person: Person | None, at: datetime, progress: Progress | None) -> int:
    assert person is not None, "reading refuses registrations without a person"
    ready: list[Registration] = [row.ready for row in rows]
    there = existing(
        case_codes=[item.code for item in ready if item.code], keys=[item.key for item in ready if not item.code]
    )
    new = [item for item in ready if item.code not in there.cases and (item.code or item.key not in there.by_key)]
    share_calendar()
    clocks = load_clocks()
    for done, item in enumerate(new, 1):
        create_case(
            dossier=item.dossier,
            actor=person,
            key=item.key,
            at=at,
            code=item.code,
            clocks=clocks,
            holding=item.holding,
            surely_new=True,
        )
        if progress:
            progress(done, len(new))
    return len(new)
