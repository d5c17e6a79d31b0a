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
from notifications.watch import Stay, Task

#: Audiences that must be found: where they are not, the stay is looked at again every working day.
NEEDED = frozenset({Audience.MUST_ACT, Audience.UNIT_MANAGER})


@dataclass(frozen=True, slots=True)
class Written:
    """A row of the ledger. `unspoken`: it waits, and no mail has it yet."""

    pk: int
    unspoken: bool


#: What was written for the present cycle of a stay: (rung, id of the person) → the row.
Ledger = Mapping[tuple[str, int], Written]


class NewAlert(NamedTuple):
    """A row that the ledger lacks; the fields are those of `Alert`, in the order in which they are written."""

    visit_id: int
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


@dataclass(frozen=True, slots=True)
class Missing:
    """`overtaken`: earlier rows that wait and need not speak any more, with the title of the rung that does.
    `nobody`: somebody who must be told was not found."""

    alerts: list[NewAlert]
    overtaken: list[tuple[int, str]]
    nobody: bool


def missing_for(
    stay: Stay, reached: Sequence[Reached], tasks: Iterable[Task], people: People, ledger: Ledger, on: date
) -> Missing:
    tasks = list(tasks)
    sides: dict[tuple[int, bool], list[Hearing]] = {}
    nobody = False
    for hearing in _hearings(stay, reached, tasks, people):
        if hearing is None:
            nobody = True
        else:
            sides.setdefault((hearing.user.pk, leads(hearing.audience)), []).append(hearing)
    missing = Missing([], [], nobody)
    for side in sides.values():
        _one_side(stay, side, ledger, on, missing)
    return missing


def _hearings(stay: Stay, reached: Iterable[Reached], tasks: list[Task], people: People) -> Iterable[Hearing | None]:
    """Each person once for each rung, as the first of its audiences they are in; None where a needed one is empty."""
    for one in reached:
        heard: set[int] = set()
        for audience in one.rung.audiences:
            users = people.of(audience, implementer_id=stay.implementer_id, work=tasks)
            if not users and audience in NEEDED:
                yield None
            for user in users:
                if user.pk not in heard:
                    heard.add(user.pk)
                    yield Hearing(one, audience, user)


def _one_side(stay: Stay, side: list[Hearing], ledger: Ledger, on: date, missing: Missing) -> None:
    loudest = max(side, key=lambda hearing: hearing.reached.rung.rank)
    title = loudest.reached.rung.title
    for hearing in side:
        written = ledger.get((hearing.reached.rung.code, hearing.user.pk))
        if written is None:
            overtaken = "" if hearing is loudest else why_overtaken(title)
            missing.alerts.append(alert_for(stay, hearing, on, overtaken))
        elif written.unspoken and hearing is not loudest:
            missing.overtaken.append((written.pk, title))


def why_overtaken(title: str) -> str:
    return f"Đã báo ở mức cao hơn: “{title}”."


def alert_for(stay: Stay, hearing: Hearing, on: date, overtaken: str = "") -> NewAlert:
    """`overtaken` says why it will not speak."""
    assert stay.due_on is not None, "only a dated stage reaches a rung"
    rung, topic = hearing.reached.rung, topic_for(hearing)
    return NewAlert(
        visit_id=stay.pk,
        cycle=stay.cycle,
        rung=rung.code,
        person_id=hearing.user.pk,
        title=rung.title,
        loudness=rung.loudness,
        audience=hearing.audience,
        channel=channel_for(hearing, topic, on),
        topic=topic,
        stops=rung.stops_when_acknowledged,
        sent_for=stay.due_on,
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
