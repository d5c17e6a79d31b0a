from notifications.models.alert import Alert
from notifications.models.mail import Mail
from notifications.models.preference import MailPreference

__all__ = ["Alert", "Mail", "MailPreference"]
