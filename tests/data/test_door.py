"""The door: signing in and out, changing a password, and the administration of people and places."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from accounts import reference
from accounts.demo import PASSWORD, load_people
from accounts.models import Membership, Organisation, Province, ProvinceMerge, User

pytestmark = pytest.mark.django_db
OWN = "mot-mat-khau-dai"


@pytest.fixture
def people(db: None) -> None:
    reference.load()
    load_people()


@pytest.fixture
def an(db: None) -> User:
    return User.objects.create_user("an", "an@example.vn", OWN, full_name="Lê Thị An")


def sign_in(client: Client, username: str = "an", word: str = OWN, **more: str) -> HttpResponse:
    return client.post(reverse("dang-nhap"), {"username": username, "password": word, **more})  # type: ignore[return-value]


def account(username: str) -> User:
    return User.objects.get(username=username)


def test_the_door_speaks_vietnamese_and_offers_the_demos_accounts_only_in_the_demo(client: Client) -> None:
    page = client.get(reverse("dang-nhap")).content.decode()
    assert '<html lang="vi">' in page
    for words in ("Đăng nhập", "Tên đăng nhập", "Mật khẩu", "chude.phutho"):
        assert words in page
    with override_settings(DEMO=False):
        page = client.get(reverse("dang-nhap")).content.decode()
    assert "chude.phutho" not in page
    assert PASSWORD not in page


def test_a_clicked_demo_account_stands_in_the_field_and_no_other_word_from_the_address_does(client: Client) -> None:
    assert 'value="so1.phutho"' in client.get(reverse("dang-nhap"), {"tai-khoan": "so1.phutho"}).content.decode()
    assert "ke-la" not in client.get(reverse("dang-nhap"), {"tai-khoan": "ke-la"}).content.decode()


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client, an: User) -> None:
    answers = [sign_in(client, "an", "sai").content.decode(), sign_in(client, "bình", "sai").content.decode()]
    for answer in answers:
        assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer
    assert "_auth_user_id" not in client.session


def test_signing_in_changes_the_key_of_the_session_and_leads_only_to_our_own_pages(client: Client, an: User) -> None:
    session = client.session
    session["before"] = True
    session.save()
    old_key = session.session_key
    answer = sign_in(client, next="https://ke-xau.example/")
    assert answer["Location"] == "/"
    assert client.session.session_key != old_key
    answer = sign_in(Client(), next="/de-an/7/")
    assert answer["Location"] == "/de-an/7/"


def test_signing_out_needs_a_post(client: Client, an: User) -> None:
    sign_in(client)
    assert client.get(reverse("dang-xuat")).status_code == 405
    assert "_auth_user_id" in client.session
    answer = client.post(reverse("dang-xuat"))
    assert answer["Location"] == reverse("dang-nhap")
    assert "_auth_user_id" not in client.session


def test_a_person_marked_inactive_cannot_sign_in(client: Client, an: User) -> None:
    User.objects.filter(pk=an.pk).update(is_active=False)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_passwords_the_door_stays_shut_even_for_the_right_one(client: Client, an: User) -> None:
    with override_settings(AXES_ENABLED=True):
        for _ in range(5):
            answer = sign_in(client, word="sai")
        assert answer.status_code == 429
        shut = sign_in(client)
        other = sign_in(Client(REMOTE_ADDR="10.0.0.9"))
    assert shut.status_code == 429
    page = shut.content.decode()
    assert "Tạm khóa đăng nhập" in page
    assert "15 phút" in page
    assert other.status_code == 302, "only the machine that guessed is shut out"


def test_changing_the_password_needs_the_old_one_and_ends_the_other_sessions(client: Client, an: User) -> None:
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    url = reverse("doi-mat-khau")
    new = {"new_password1": "mat-khau-moi-2026", "new_password2": "mat-khau-moi-2026"}
    wrong = client.post(url, {"old_password": "sai", **new}).content.decode()
    assert "Mật khẩu cũ không chính xác" in wrong
    assert client.post(url, {"old_password": OWN, **new}).status_code == 302
    assert client.get(url).status_code == 200
    assert elsewhere.get(url).status_code == 302
    an.refresh_from_db()
    assert an.check_password("mat-khau-moi-2026")


def test_a_weak_new_password_is_refused_in_vietnamese(client: Client, an: User) -> None:
    sign_in(client)
    weak = {"old_password": OWN, "new_password1": "12345", "new_password2": "12345"}
    page = client.post(reverse("doi-mat-khau"), weak).content.decode()
    assert "Mật khẩu này hoàn toàn là số" in page
    an.refresh_from_db()
    assert an.check_password(OWN)


@override_settings(AUTH_PASSWORD_VALIDATORS=[{"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}}])
def test_a_short_password_is_told_its_length_in_vietnamese() -> None:
    with pytest.raises(ValidationError, match="cần ít nhất 10 ký tự"):
        validate_password("ngan")
    validate_password("du-mười-ký-tự")


# --- administration ---
@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("model", [User, Organisation, Province, ProvinceMerge, Membership])
def test_the_administrator_finds_and_edits_people_and_places(client: Client, model: type[Model]) -> None:
    client.force_login(account("quantri"), backend="django.contrib.auth.backends.ModelBackend")
    name = model._meta.model_name
    listing = reverse(f"admin:accounts_{name}_changelist")
    assert client.get(listing).status_code == 200
    assert client.get(listing, {"q": "phú thọ"}).status_code == 200
    one = model._default_manager.first()
    assert one is not None
    assert client.get(reverse(f"admin:accounts_{name}_change", args=[one.pk])).status_code == 200


@pytest.mark.usefixtures("people")
def test_the_administrator_unlocks_a_person_who_was_shut_out(client: Client, an: User) -> None:
    with override_settings(AXES_ENABLED=True):
        visitor = Client()
        for _ in range(5):
            sign_in(visitor, word="sai")
        assert sign_in(visitor).status_code == 429
        client.force_login(account("quantri"), backend="django.contrib.auth.backends.ModelBackend")
        act = {"action": "unlock", "_selected_action": [an.pk]}
        page = client.post(reverse("admin:accounts_user_changelist"), act, follow=True)
        assert "Đã mở khóa đăng nhập: 1 tài khoản." in page.content.decode()
        assert sign_in(visitor).status_code == 302


@pytest.mark.usefixtures("people")
def test_roles_in_force_are_told_from_those_that_ended(client: Client) -> None:
    client.force_login(account("quantri"), backend="django.contrib.auth.backends.ModelBackend")
    listing = reverse("admin:accounts_membership_changelist")
    for choice, seen in (("con", "chude.phutho"), ("het", "chude.vinhphuc.cu")):
        page = client.get(listing, {"hieu-luc": choice, "q": seen})
        assert page.context["cl"].result_count == 1
    assert client.get(listing, {"hieu-luc": "con", "q": "chude.vinhphuc.cu"}).context["cl"].result_count == 0


@pytest.mark.usefixtures("people")
def test_administration_is_closed_to_everyone_else(client: Client) -> None:
    client.force_login(account("lanhdao.cuc"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 302


@pytest.mark.usefixtures("people")
def test_an_overlapping_role_entered_by_hand_is_refused_with_a_sentence(client: Client) -> None:
    client.force_login(account("quantri"), backend="django.contrib.auth.backends.ModelBackend")
    held = Membership.objects.get(user__username="cuc1")
    form = {
        "user": held.user_id,
        "organisation": held.organisation_id,
        "role": held.role,
        "valid_from": "01/01/2026",
        "valid_to": "",
    }
    page = client.post(reverse("admin:accounts_membership_add"), form).content.decode()
    assert "đã giữ vai trò ấy" in page
    assert Membership.objects.filter(user=held.user).count() == 1
