"""From draft to issued: the number and the day from the register, the content frozen, an earlier version superseded.

One transaction: a number is given together with its paper or not at all, so the series has no gap; the row of the series
is locked, so it has no double.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Organisation
from documents.drawing import wake_after_commit
from documents.kinds import kind_of
from documents.models import Document, DocumentFile, Register, RegisterEntry
from documents.proof import address_of, code_of
from documents.telling import how_it_stands
from documents.versions import has_many, same_paper
from documents.wording.values import Values
from workflow.engine.clock import day_of

State = Document.State


class CannotIssue(Exception):
    """Every reason why not, each a sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def reasons_against(document: Document, *, despite_gaps: bool) -> list[str]:
    """Why this draft cannot be issued now; empty when it can."""
    if not document.is_draft:
        return [how_it_stands(document)]
    reasons = []
    if document.problem:
        reasons.append(f"Tệp dự thảo chưa lập được: {document.problem}")
    elif not document.files.filter(kind=DocumentFile.Kind.DRAFT).exists():
        reasons.append("Tệp dự thảo đang được lập; xin chờ vài giây rồi phát hành.")
    gaps = document.values.get("missing", [])
    if gaps and not despite_gaps:
        reasons.append(f"Văn bản còn thiếu: {'; '.join(gaps)}. Bổ sung rồi lập lại, hoặc chọn phát hành dù còn thiếu.")
    return reasons


def issue(
    *, document_id: int, user_id: int, at: datetime, despite_gaps: bool = False, seen: str | None = None
) -> Document:
    """Gives number, day and code. `seen`: the hash of the content that somebody looked at. Raises CannotIssue."""
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=document_id)
        if reasons := reasons_against(document, despite_gaps=despite_gaps):
            raise CannotIssue(*reasons)
        if seen is not None and seen != document.content_hash:
            raise CannotIssue("Dự thảo đã được lập lại sau khi bạn mở trang này, xin xem lại rồi phát hành.")
        assert document.issuer is not None, "a draft of the present kind knows who issues it"
        values = Values.from_json(document.values)
        _enter(document, values, document.issuer, user_id, at)
        document.code = code_of(document.pk, document.number, document.content_hash)
        document.address = address_of(document.code)
        document.state, document.issued_by_id, document.issued_at = State.ISSUED, user_id, at
        document.problem, document.tries = "", 0
        document.save()
        supersede_earlier(document)
        wake_after_commit()
    return document


def _enter(document: Document, values: Values, issuer: Organisation, user_id: int, at: datetime) -> None:
    """The next number of its series. One that a contract signed by hand bears already is entered as that one's."""
    on = day_of(at)
    register = _series(issuer, kind_of(document.kind).series, on)
    while by_hand := _bears(register, number := f"{register.last + 1:02d}/{values.symbol}"):
        _record(register, by_hand, user_id, at)
    document.number, document.issued_on = number, on
    _record(register, document, user_id, at)
    register.save(update_fields=["last"])


def _bears(register: Register, number: str) -> Document | None:
    """A paper of the unit and year under this number that the register does not know."""
    found = Document.objects.filter(
        issuer=register.organisation, number=number, issued_on__year=register.year, entry=None
    )
    return found.exclude(state=State.VOID).order_by("id").first()


def _record(register: Register, document: Document, user_id: int, at: datetime) -> None:
    assert document.issued_on is not None, "a paper with a number has its day"
    subject = document.values.get("subject") or document.values.get("title") or kind_of(document.kind).label
    register.last += 1
    RegisterEntry.objects.create(
        register=register, number=register.last, symbol=document.number, on=document.issued_on,
        subject=subject[:500], document=document, given_by_id=user_id, given_at=at,
    )  # fmt: skip


def _series(issuer: Organisation, series: str, on: date) -> Register:
    """The series, locked: whoever gives the next number waits here."""
    Register.objects.bulk_create([Register(organisation=issuer, series=series, year=on.year)], ignore_conflicts=True)
    return Register.objects.select_for_update().get(organisation=issuer, series=series, year=on.year)


def supersede_earlier(document: Document) -> None:
    """What it replaces: what it says it replaces; else, of a kind that a đề án has one of, what stood in force."""
    earlier = Document.objects.filter(state__in=[State.ISSUED, State.SIGNED]).exclude(pk=document.pk)
    if document.supersedes_id:
        earlier = earlier.filter(pk=document.supersedes_id)
    elif has_many(document):
        return
    else:
        earlier = earlier.filter(pk__in=same_paper(document))
    earlier.update(state=State.SUPERSEDED)


def void(*, document_id: int, user_id: int, at: datetime, reason: str) -> Document:
    """An issued paper that shall not hold: its number stays in the register, and says so. Raises CannotIssue."""
    reason = reason.strip()[:500]
    if not reason:
        raise CannotIssue("Xin ghi lý do hủy văn bản.")
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
        if not document.in_force:
            raise CannotIssue(f"{how_it_stands(document)} Chỉ hủy được văn bản đang có hiệu lực.")
        document.state, document.void_reason = State.VOID, reason
        document.voided_at, document.voided_by_id = at, user_id
        document.save()
        RegisterEntry.objects.filter(document=document).update(voided_at=at, void_reason=reason)
    return document


def discard(*, document_id: int, user_id: int, at: datetime) -> Document:
    """A draft that nobody wants: it never had a number, and keeps what was in it. Raises CannotIssue."""
    with transaction.atomic():
        document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
        if not document.is_draft:
            raise CannotIssue(f"Văn bản đã ở tình trạng “{document.get_state_display()}”, không bỏ được.")
        document.state, document.void_reason = State.VOID, "Bỏ dự thảo."
        document.voided_at, document.voided_by_id = at, user_id
        document.save()
    return document
