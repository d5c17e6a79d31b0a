"""Alerts that are no longer true: the stay has ended, its deadline was moved or stopped, somebody has acknowledged the
delay. What has not been sent is cancelled and says why; asked by the sweep for all, by the sender for the one in its hand.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q

from notifications.acknowledging import Acknowledgement, acknowledgements
from notifications.models import Alert, Mail
from notifications.vocabulary import ALERTING, AlertState, MailState
from workflow.engine.clock import day_of
from workflow.models import Visit

SLICE = 1000


def why_void(alert: Alert, visit: Visit, acknowledgement: Acknowledgement | None = None) -> str:
    """Empty while the alert is true of its stay, as it now stands."""
    if visit.closed_on is not None:
        return f"Giai đoạn đã xong ngày {visit.closed_on:%d/%m/%Y}."
    if visit.cycle != alert.cycle:
        return _why_moved(alert, visit)
    if alert.stops and acknowledgement is not None:
        return f"{acknowledgement.by} đã xác nhận việc chậm ngày {day_of(acknowledgement.at):%d/%m/%Y}."
    return ""


def _why_moved(alert: Alert, visit: Visit) -> str:
    if visit.paused_on is not None:
        return f"Hạn tạm dừng từ ngày {visit.paused_on:%d/%m/%Y}."
    if visit.due_on is not None and visit.due_on != alert.sent_for:
        return f"Hạn đã dời từ {alert.sent_for:%d/%m/%Y} sang {visit.due_on:%d/%m/%Y}."
    return "Hạn đã được định lại."


def cancel_void() -> int:
    """Cancels, slice by slice, every waiting alert whose stay has ended or whose deadline moved, and the letters that
    wait with them; how many alerts that is. A mail that is being sent is left to its sender."""
    done = 0
    while found := _cancel_slice():
        done += found
    return done


@transaction.atomic
def _cancel_slice() -> int:
    moved = Q(visit__closed_at__isnull=False) | ~Q(visit__cycle=F("cycle"))
    waiting = Alert.objects.filter(moved, state=AlertState.WAITING).exclude(mail__state=MailState.SENDING)
    locked = waiting.select_related("visit").select_for_update(of=("self",), skip_locked=True).order_by("pk")[:SLICE]
    return cancel({alert: why_void(alert, alert.visit) for alert in locked})


def cancel(reasons: dict[Alert, str]) -> int:
    """Settles these alerts, each with its sentence, and the letters that spoke of them alone and have not been sent."""
    by_reason: dict[str, list[int]] = defaultdict(list)
    for alert, why in reasons.items():
        by_reason[why[:200]].append(alert.pk)
    for why, ids in by_reason.items():
        letters = Mail.objects.filter(alerts__in=ids, kind__in=ALERTING, state=MailState.WAITING)
        letters.update(state=MailState.CANCELLED, error=why, lease_until=None)
        Alert.objects.filter(pk__in=ids).update(state=AlertState.CANCELLED, why=why)
    return len(reasons)


def why_not_true(mail: Mail) -> str:
    """Why a letter about a delay must not be sent any more; empty while some alert of it is true."""
    alerts = list(Alert.objects.filter(mail=mail).select_related("visit"))
    known = acknowledged_among(alerts)
    reasons = [why_void(alert, alert.visit, known.get(alert.visit_id)) for alert in alerts]
    return reasons[0] if reasons and all(reasons) else ""


def cancel_alerts_of(mail: Mail) -> None:
    """Each alert of a letter that is no longer true, with its own sentence."""
    alerts = list(Alert.objects.filter(mail=mail, state=AlertState.WAITING).select_related("visit"))
    known = acknowledged_among(alerts)
    cancel({alert: why_void(alert, alert.visit, known.get(alert.visit_id)) for alert in alerts})


def acknowledged_among(alerts: Iterable[Alert]) -> dict[int, Acknowledgement]:
    climbing = [alert.visit_id for alert in alerts if alert.stops]
    return acknowledgements(climbing) if climbing else {}
