"""Confirming a batch: the rows are written, and the background does the rest."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Organisation
from documents.batches.foreseeing import foresee
from documents.batches.waking import wake_after_commit
from documents.drafting import CannotDraft
from documents.kinds import CaseKind, Plan, case_kind
from documents.models import Document, PaperBatch, PaperBatchRow
from workflow.vocabulary import Programme

State = PaperBatchRow.State


def start(
    kind: CaseKind, plan: Plan, *, issuer_id: int, user_id: int, at: datetime, issues: bool = False,
    despite_gaps: bool = False,
) -> PaperBatch:  # fmt: skip
    """A row for every project of the plan; those for which no paper can be written stand there with their reason.

    Raises CannotDraft: not this unit's paper, nothing to write, or the same is being written.
    """
    unit = Organisation.objects.get(pk=issuer_id)
    found = foresee(kind, plan, unit)
    if not any(not one.why_not for one in found):
        raise CannotDraft("Không có đề án nào lập được văn bản này; xem lý do ở từng dòng.")
    try:
        with transaction.atomic():
            batch = PaperBatch.objects.create(
                kind=kind.code, programme=plan.programme, plan_year=plan.year, tranche=plan.tranche, issuer=unit,
                issues=issues, despite_gaps=issues and despite_gaps, created_by_id=user_id, created_at=at,
            )  # fmt: skip
            PaperBatchRow.objects.bulk_create(
                PaperBatchRow(
                    batch=batch,
                    case=one.case,
                    state=State.LEFT_OUT if one.why_not else State.WAITING,
                    problem=one.why_not,
                    ended_at=at if one.why_not else None,
                )
                for one in found
            )
            wake_after_commit()
    except IntegrityError as error:
        raise CannotDraft("Văn bản này của kế hoạch đang được lập hàng loạt; xin chờ lần trước xong.") from error
    return batch


def try_again(*, batch_id: int, at: datetime) -> int:
    """What failed once more, from where it stood, and what was left out and has become possible; how many rows.

    Raises CannotDraft.
    """
    try:
        with transaction.atomic():
            batch = PaperBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
            if batch.is_working:
                raise CannotDraft("Lần lập này chưa xong; xin chờ xong rồi thử lại những dòng chưa được.")
            failed = batch.rows.filter(state=State.FAILED)
            numbered = failed.filter(document__issued_on__isnull=False)
            Document.objects.filter(batch_rows__in=numbered).update(tries=0)
            anew = {"problem": "", "tries": 0, "ended_at": None}
            rows = numbered.update(state=State.ISSUED, **anew) + failed.update(state=State.WAITING, **anew)
            rows += batch.rows.filter(case__in=_possible_now(batch)).update(state=State.WAITING, **anew)
            if not rows:
                raise CannotDraft("Không có đề án nào lập thêm được; xem lý do ở từng dòng.")
            batch.state, batch.ended_at = PaperBatch.State.WORKING, None
            batch.save(update_fields=["state", "ended_at"])
            wake_after_commit()
    except IntegrityError as error:
        raise CannotDraft("Văn bản này của kế hoạch đang được lập hàng loạt; xin chờ lần đó xong.") from error
    return rows


def _possible_now(batch: PaperBatch) -> list[int]:
    """Ids of the projects that were left out and need not be any more."""
    left_out = set(batch.rows.filter(state=State.LEFT_OUT).values_list("case_id", flat=True))
    plan = Plan(Programme(batch.programme), batch.plan_year, batch.tranche)
    found = foresee(case_kind(batch.kind), plan, batch.issuer)
    return [one.case.pk for one in found if not one.why_not and one.case.pk in left_out]
