"""Signing in and out, and changing one's password.

Django's own views do the work; the key of the session changes at every sign-in.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.contrib.messages.views import SuccessMessageMixin

from accounts.demo import accounts_by_role
from accounts.forms import NewPasswordForm, SignInForm


class SignIn(views.LoginView):
    """Someone who is signed in already goes to their work."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demo_accounts=self._demo_accounts(), **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """A name of the demo that was clicked stands in the field; no other name is taken from the address."""
        wanted = self.request.GET.get("tai-khoan", "")
        known = {username for _, username, _ in self._demo_accounts()}
        return super().get_initial() | ({"username": wanted} if wanted in known else {})

    def _demo_accounts(self) -> list[tuple[str, str, str]]:
        return accounts_by_role() if settings.DEMO else []


class SignOut(views.LogoutView):
    """POST only: a link in a mail can never sign anyone out."""

    http_method_names = ["post", "options"]


class ChangePassword(SuccessMessageMixin, views.PasswordChangeView):  # type: ignore[type-arg]
    """This session goes on under a new key; every other session of the person ends."""

    form_class = NewPasswordForm
    template_name = "accounts/password.html"
    success_url = settings.LOGIN_REDIRECT_URL
    success_message = "Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã bị đóng."
