"""The words of telling people: the alert ladder, what became of an alert, kinds of mail, and where a mail stands."""

from django.db.models import TextChoices


class Audience(TextChoices):
    """Who hears, by what they are to the stage."""

    MUST_ACT = "must_act", "Người phải xử lý"
    OWNERS = "owners", "Chủ đề án"
    UNIT_MANAGER = "unit_manager", "Lãnh đạo đơn vị phải xử lý"
    LEADER_ABOVE = "leader_above", "Lãnh đạo cấp trên của đơn vị"
    NEXT_LEVEL = "next_level", "Lãnh đạo cấp trên tiếp theo"


#: Whoever leads hears of the unit's delay, and cannot switch that off.
MANAGERS = (Audience.UNIT_MANAGER, Audience.LEADER_ABOVE, Audience.NEXT_LEVEL)


class Channel(TextChoices):
    AT_ONCE = "at_once", "Thư riêng, gửi ngay trong giờ làm việc"
    DIGEST = "digest", "Bản tổng hợp hằng ngày"


class Loudness(TextChoices):
    """How loud a rung speaks, the quietest first. Each is a kind of mail, too."""

    DUE_SOON = "due_soon", "Nhắc việc"
    OVERDUE = "overdue", "Báo quá hạn"
    BREACH = "breach", "Báo lãnh đạo"


class AlertState(TextChoices):
    """Every alert ends as told, or as a row that says why it was not needed."""

    WAITING = "waiting", "Chờ báo"
    TOLD = "told", "Đã báo"
    SUPERSEDED = "superseded", "Không báo riêng"
    CANCELLED = "cancelled", "Đã hủy"


class MailKind(TextChoices):
    """Why a mail was written: a rung of the ladder, the day's digest, or an act that was done."""

    DUE_SOON = "due_soon", "Nhắc sắp đến hạn"
    OVERDUE = "overdue", "Báo quá hạn"
    BREACH = "breach", "Báo lãnh đạo đơn vị"
    DIGEST = "digest", "Bản tổng hợp hằng ngày"
    ANNOUNCEMENT = "announcement", "Báo tin đề án"


#: Kinds that speak of one alert, as it is reached.
ALERTING = (MailKind.DUE_SOON, MailKind.OVERDUE, MailKind.BREACH)


class MailState(TextChoices):
    """Every mail ends as accepted by the mail server, as a failure that someone can see, or as not needed, and why."""

    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    DEAD = "dead", "Không gửi được"
    SKIPPED = "skipped", "Bỏ qua"
    CANCELLED = "cancelled", "Đã hủy"


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
    SWEEP = "sweep", "Báo hạn của một giai đoạn"
    CALENDAR = "calendar", "Thay đổi lịch làm việc"
    JOB = "job", "Việc nền định kỳ"


class IncidentState(TextChoices):
    OPEN = "open", "Đang kẹt"
    RESOLVED = "resolved", "Đã xong"


class Doing(TextChoices):
    """What was being done for a stay when it went wrong."""

    SWEEP = "sweep", "Rà soát thời hạn"
    LETTER = "letter", "Viết thư"
