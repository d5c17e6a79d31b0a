"""Signs of life of the work that goes on by itself, written by that very work: silence is what an outside watch reads."""

from django.db import models


class Heartbeat(models.Model):
    """One regular work: when it last began, when it last came to its end, and how often it failed since.

    Instants are of the database's clock; `clock_at` is what the clock of the machine that did the work said when it
    began: the two apart means that the machine's clock is wrong.
    """

    name = models.CharField("việc", max_length=40, primary_key=True)
    begun_at = models.DateTimeField("bắt đầu lúc")
    clock_at = models.DateTimeField("đồng hồ của máy lúc đó")
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)
    failures = models.PositiveIntegerField("số lần hỏng liền", default=0)
    failed_since = models.DateTimeField("hỏng từ lúc", null=True, blank=True)
    failed_at = models.DateTimeField("hỏng lần cuối", null=True, blank=True)
    error = models.CharField("lỗi gần nhất", max_length=300, blank=True)

    class Meta:
        verbose_name = "nhịp của việc nền"
        verbose_name_plural = "nhịp của việc nền"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="a_failing_heartbeat_says_since_when",
                condition=models.Q(failures=0) | models.Q(failed_since__isnull=False, failed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
