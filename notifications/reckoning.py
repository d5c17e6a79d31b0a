"""From the rungs a stay has reached to the rows of the ledger that are missing. Writes nothing.

After any gap each person hears once, on each side (those who do the work, those in charge): the loudest rung speaks, the
others are written down as not told by themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from accounts.models import User
from notifications.audience import People
from notifications.ladder import Reached, leads
from notifications.muting import why_muted
from notifications.preferences import choice_of
from notifications.vocabulary import AlertState, Audience, Channel, Loudness, Topic
from notifications.watch import Task

#: Audiences that must be found: where they are not, the stay is looked at again every working day.
NEEDED = frozenset({Audience.MUST_ACT, Audience.UNIT_MANAGER})


class Written(NamedTuple):
    """A row of the ledger. `unspoken`: it waits, and no mail has it yet."""

    pk: int
    unspoken: bool


#: What was written for the present cycle of a stay: (rung, id of the person) → the row.
Ledger = Mapping[tuple[str, int], Written]


class NewAlert(NamedTuple):
    """A row that the ledger lacks, of any stay in the same situation; the fields are those of `Alert`."""

    cycle: int
    rung: str
    person_id: int
    title: str
    loudness: Loudness
    audience: Audience
    channel: Channel
    topic: Topic
    stops: bool
    sent_for: date
    reached_on: date
    at: date
    state: AlertState
    why: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """Somebody hears a rung, as what they are to the stage."""

    reached: Reached
    audience: Audience
    user: User


class Situation(NamedTuple):
    """All that decides who hears what of a stay, but for what they heard before. Many stays of one day share it, so the
    answer is found once for all of them."""

    programme: str
    state: str
    due_on: date
    cycle: int
    implementer_id: int
    tasks: tuple[Task, ...]
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """What must stand in the ledger of a stay. `nobody`: somebody who must be told was not found.

    `louder`: for a row that need not speak, the title of the rung that does.
    """

    alerts: tuple[NewAlert, ...]
    louder: Mapping[NewAlert, str]
    nobody: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """What the ledger of one stay lacks. `overtaken`: earlier rows that wait and need not speak any more, with the title
    of the rung that does."""

    visit_id: int
    alerts: Sequence[NewAlert]
    overtaken: Sequence[tuple[int, str]]
    nobody: bool


def telling(case: Situation, reached: Iterable[Reached], people: People, on: date) -> Telling:
    sides: dict[tuple[int, bool], list[Hearing]] = {}
    nobody = False
    for hearing in _hearings(case, reached, people):
        if hearing is None:
            nobody = True
        else:
            sides.setdefault((hearing.user.pk, leads(hearing.audience)), []).append(hearing)
    louder: dict[NewAlert, str] = {}
    alerts = [alert for side in sides.values() for alert in _one_side(case, side, on, louder)]
    return Telling(tuple(alerts), louder, nobody)


def _hearings(case: Situation, reached: Iterable[Reached], people: People) -> Iterable[Hearing | None]:
    """Each person once for each rung, as the first of its audiences they are in; None where a needed one is empty."""
    for one in reached:
        heard: set[int] = set()
        for audience in one.rung.audiences:
            users = people.of(audience, implementer_id=case.implementer_id, work=case.tasks)
            if not users and audience in NEEDED:
                yield None
            for user in users:
                if user.pk not in heard:
                    heard.add(user.pk)
                    yield Hearing(one, audience, user)


def _one_side(case: Situation, side: list[Hearing], on: date, louder: dict[NewAlert, str]) -> Iterable[NewAlert]:
    loudest = max(side, key=lambda hearing: hearing.reached.rung.rank)
    title = loudest.reached.rung.title
    for hearing in side:
        overtaken = "" if hearing is loudest else why_overtaken(title)
        alert = alert_for(hearing, cycle=case.cycle, due_on=case.due_on, on=on, overtaken=overtaken)
        if overtaken:
            louder[alert] = title
        yield alert


def missing_for(visit_id: int, told: Telling, ledger: Ledger) -> Missing:
    if not ledger:
        return Missing(visit_id, told.alerts, (), told.nobody)
    alerts: list[NewAlert] = []
    overtaken: list[tuple[int, str]] = []
    for alert in told.alerts:
        written = ledger.get((alert.rung, alert.person_id))
        if written is None:
            alerts.append(alert)
        elif written.unspoken and alert in told.louder:
            overtaken.append((written.pk, told.louder[alert]))
    return Missing(visit_id, alerts, overtaken, told.nobody)


def why_overtaken(title: str) -> str:
    return f"Đã báo ở mức cao hơn: “{title}”."


def alert_for(hearing: Hearing, *, cycle: int, due_on: date, on: date, overtaken: str = "") -> NewAlert:
    """`overtaken` says why it will not speak."""
    rung, topic = hearing.reached.rung, topic_for(hearing)
    return NewAlert(
        cycle=cycle,
        rung=rung.code,
        person_id=hearing.user.pk,
        title=rung.title,
        loudness=rung.loudness,
        audience=hearing.audience,
        channel=channel_for(hearing, topic, on),
        topic=topic,
        stops=rung.stops_when_acknowledged,
        sent_for=due_on,
        reached_on=hearing.reached.day,
        at=on,
        state=AlertState.SUPERSEDED if overtaken else AlertState.WAITING,
        why=overtaken[:200],
    )


def topic_for(hearing: Hearing) -> Topic:
    if not hearing.reached.rung.mutable:
        return Topic.DUTY
    return Topic.TURN if hearing.audience == Audience.MUST_ACT else Topic.NEWS


def channel_for(hearing: Hearing, topic: Topic, on: date) -> Channel:
    """The rung's own, but for a reader who muted such letters, and for what is told late: after an outage, or when the
    ladder was changed, many things are told together in the digest, not each in a letter."""
    late = hearing.reached.day < on
    muted = bool(why_muted(choice_of(hearing.user), topic))
    return Channel.DIGEST if late or muted else hearing.reached.rung.channel
