from notifications.models.alert import Alert
from notifications.models.mail import Mail

__all__ = ["Alert", "Mail"]
