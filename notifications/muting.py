"""Which mails a reader may do without. The one place that knows; pure.

What is DUTY is never muted: a deadline that was missed is told to whoever must act, to the owner and to the manager,
and none of them can say later that it was switched off.
"""

from notifications.vocabulary import Choice, MailKind, Topic

#: Who hears what. DUTY is not in it: everybody.
HEARD_WITH = {
    Topic.NEWS: frozenset({Choice.EVERY}),
    Topic.TURN: frozenset({Choice.EVERY, Choice.TURN}),
}
#: What the link in a mail records: the choice that no longer brings mails like this one, and keeps all others.
UNSUBSCRIBED_FROM = {Topic.NEWS: Choice.TURN, Topic.TURN: Choice.DIGEST}
OF_KIND = {
    MailKind.DUE_SOON: Topic.TURN,
    MailKind.OVERDUE: Topic.DUTY,
    MailKind.BREACH: Topic.DUTY,
    MailKind.DIGEST: Topic.DUTY,
    MailKind.ANNOUNCEMENT: Topic.NEWS,
}
WHY_NOT = {
    Choice.TURN: "Người nhận chọn chỉ nhận thư khi đến lượt mình.",
    Choice.DIGEST: "Người nhận chọn chỉ nhận bản tổng hợp hằng ngày.",
}
QUIETNESS = list(Choice)


def topic_of(kind: MailKind) -> Topic:
    """What a kind of mail is unless whoever writes the row says otherwise; a kind not named here cannot be muted."""
    return OF_KIND.get(kind, Topic.DUTY)


def may_mute(topic: Topic) -> bool:
    return topic in HEARD_WITH


def why_muted(choice: Choice, topic: Topic) -> str:
    """Empty when a person with this choice hears of it."""
    heard = not may_mute(topic) or choice in HEARD_WITH[topic]
    return "" if heard else WHY_NOT[choice]


def after_unsubscribing(choice: Choice, topic: Topic) -> Choice:
    """Never louder than before: who reads only the digest does not get more by muting news. Topic: one to be muted."""
    return max(choice, UNSUBSCRIBED_FROM[topic], key=QUIETNESS.index)
