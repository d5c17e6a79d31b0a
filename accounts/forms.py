"""The forms of signing in, in the words of this house."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.safestring import SafeString

LABELS = {
    "old_password": "Mật khẩu hiện nay",
    "new_password1": "Mật khẩu mới",
    "new_password2": "Nhập lại mật khẩu mới",
}
RULES = "Ít nhất 10 ký tự, không chỉ gồm chữ số, không phổ biến, không giống tên của bạn."


class SignInForm(AuthenticationForm):
    """Says the same of an unknown name and a wrong password, so that nobody learns which names exist."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin kiểm tra lại, chú ý chữ hoa và chữ thường.",
        "inactive": "Tài khoản này đã ngừng hoạt động. Xin liên hệ quản trị hệ thống.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"


class NewPasswordForm(PasswordChangeForm):
    """The old password is asked for: a screen left open must not cost an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = SafeString("")
        self.fields["new_password1"].help_text = RULES
