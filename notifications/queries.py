"""What reads: who was told what, for the case page and the manager's overview."""

from datetime import date

from django.db.models import QuerySet

from notifications.models import Alert, Mail
from notifications.vocabulary import AlertState, Loudness, MailState
from workflow.models import Case

#: What was told, or is about to be.
HEARD = (AlertState.WAITING, AlertState.TOLD)


def alerts_of(case: Case) -> QuerySet[Alert]:
    """Every alert about a đề án, newest first, with whom it told and how its mail fared."""
    told = Alert.objects.filter(visit__case=case).select_related("visit", "person", "mail")
    return told.order_by("-at", "-reached_on", "-id")


def breaches_since(since: date, cases: QuerySet[Case]) -> list[Alert]:
    """Stages of these cases whose breach was told on or after a day; one line per stage, the latest first."""
    found = Alert.objects.filter(loudness=Loudness.BREACH, at__gte=since, state__in=HEARD, visit__case__in=cases)
    first = found.order_by("visit_id", "at", "id").distinct("visit_id")
    lines = Alert.objects.filter(pk__in=first.values("pk"))
    lines = lines.select_related("visit__case__implementer", "visit__case__department", "person", "mail")
    return list(lines.order_by("-at", "-id"))


def failed_mail_of(cases: QuerySet[Case]) -> QuerySet[Mail]:
    """Mails about these cases that nobody will receive unless someone acts."""
    return Mail.objects.filter(case__in=cases, state=MailState.DEAD).select_related("case", "recipient")
