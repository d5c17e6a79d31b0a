"""The words of telling people: rungs of the alert ladder, kinds of mail, and where a mail stands."""

from django.db.models import TextChoices


class Rung(TextChoices):
    """How loud. Each rung is heard once by each person in one stay of a đề án in one stage."""

    DUE_SOON = "due_soon", "Sắp đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    BREACH = "breach", "Báo lãnh đạo"


class MailKind(TextChoices):
    """Why a mail was written: a rung of the ladder, or an act that was done."""

    DUE_SOON = "due_soon", "Nhắc sắp đến hạn"
    OVERDUE = "overdue", "Báo quá hạn"
    BREACH = "breach", "Báo lãnh đạo đơn vị"
    ANNOUNCEMENT = "announcement", "Báo tin đề án"


class MailState(TextChoices):
    """Every mail ends as accepted by the mail server, or as a failure that someone can see."""

    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    DEAD = "dead", "Không gửi được"
    SKIPPED = "skipped", "Không cần gửi"


class Topic(TextChoices):
    """How much a mail concerns its reader, which decides who may do without it."""

    NEWS = "news", "Tin về đề án"
    TURN = "turn", "Đến lượt và nhắc hạn"
    DUTY = "duty", "Bắt buộc"


class Choice(TextChoices):
    """What a person wants to be told by mail, the most first. What is DUTY comes with every choice."""

    EVERY = "every", "Mọi bước"
    TURN = "turn", "Chỉ khi đến lượt tôi"
    DIGEST = "digest", "Chỉ bản tổng hợp hằng ngày"


class IncidentKind(TextChoices):
    """What can get stuck, each counted where it is tried."""

    EFFECT = "effect", "Hệ quả sau bước chuyển"
    MAIL = "mail", "Thư gửi đi"
    SWEEP = "sweep", "Rà thời hạn một lượt"
    JOB = "job", "Việc nền định kỳ"


class IncidentState(TextChoices):
    OPEN = "open", "Đang kẹt"
    RESOLVED = "resolved", "Đã xong"
