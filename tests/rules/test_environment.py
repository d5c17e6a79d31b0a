"""What the environment says, and what the software makes of it."""

import re
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from config import environment
from config.clientip import behind_proxy

ROOT = Path(settings.BASE_DIR)
READ_IN_CODE = re.compile(
    r"""\b(?:text|number|flag|listed)\(\s*["']([A-Z_]+)["']|os\.environ(?:\.get\(|\[)\s*['"]([A-Z_]+)"""
)
READ_IN_SHELL = re.compile(r"\$\{([A-Z_]+):-\}")


def test_a_generated_secret_key_is_kept_and_read_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret-key"
    first = environment.secret_key("", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(first) >= 50
    assert environment.secret_key("", file) == first == file.read_text()
    assert [path.name for path in file.parent.iterdir()] == ["secret-key"]


def test_a_given_secret_key_writes_no_file(tmp_path: Path) -> None:
    assert environment.secret_key("của tôi", tmp_path / "secret-key") == "của tôi"
    assert not list(tmp_path.iterdir())


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(environment.WrongEnvironment) as refusal:
        environment.require({"A": "để làm gì", "B": "để làm gì khác", "C": "đã có"}, {"B": "  ", "C": "x"})
    assert "A: để làm gì\n" in str(refusal.value)
    assert "B: để làm gì khác" in str(refusal.value)
    assert "C:" not in str(refusal.value)


def test_a_variable_that_is_set_but_blank_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blank folder would be the working folder, and the secret key would land beside the code."""
    monkeypatch.setenv("VAR_DIR", " ")
    assert environment.text("VAR_DIR", "var") == "var"
    assert environment.number("VAR_DIR", 8000) == 8000
    assert environment.flag("VAR_DIR", default=True)
    assert environment.listed("VAR_DIR", ["localhost"]) == ["localhost"]


def test_a_value_that_makes_no_sense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "tám nghìn")
    with pytest.raises(environment.WrongEnvironment, match="PORT phải là một số nguyên"):
        environment.number("PORT", 8000)
    monkeypatch.setenv("DEMO", "có lẽ")
    with pytest.raises(environment.WrongEnvironment, match="DEMO phải là 1 hoặc 0"):
        environment.flag("DEMO", default=True)


def test_a_database_that_is_not_postgresql_is_refused(tmp_path: Path) -> None:
    with pytest.raises(environment.WrongEnvironment, match="PostgreSQL"):
        environment.database("sqlite:///db.sqlite3", root=tmp_path, fast=False)


def test_a_database_address_is_taken_apart(tmp_path: Path) -> None:
    entry = environment.database("postgres://kc:m%40t@db.noi-bo:5433/khuyencong", root=tmp_path, fast=False)
    found = [entry[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD")]
    assert found == ["db.noi-bo", 5433, "khuyencong", "kc", "m@t"]


def test_without_a_database_address_the_embedded_server_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    entry = environment.database("", root=tmp_path / "pg", fast=False)
    assert entry["ENGINE"] == "config.localdb.backend"
    assert not (tmp_path / "pg").exists()


@pytest.mark.parametrize("url", ["redis://redis.noi-bo:6379/0", "amqp://kc:kc@rabbit.noi-bo//"])
def test_a_real_broker_is_used_as_it_is_named(url: str, tmp_path: Path) -> None:
    assert environment.broker(url, tmp_path / "broker")["CELERY_BROKER_URL"] == url
    assert not (tmp_path / "broker").exists()


def test_without_a_broker_the_queue_is_a_folder_of_files(tmp_path: Path) -> None:
    found = environment.broker("", tmp_path)
    assert found["CELERY_BROKER_URL"] == "filesystem://"
    assert (tmp_path / "queue").is_dir()


def test_mail_goes_to_the_local_sink_unless_a_server_is_named() -> None:
    assert environment.mail("", sink_port=1026)["EMAIL_PORT"] == 1026
    named = environment.mail("smtp+tls://kc:mk@mail.noi-bo:587", sink_port=1026)
    assert (named["EMAIL_HOST"], named["EMAIL_PORT"], named["EMAIL_USE_TLS"]) == ("mail.noi-bo", 587, True)


def test_links_in_mails_lead_to_the_address_given_else_to_where_the_web_server_was_started(tmp_path: Path) -> None:
    kept = tmp_path / "site-url"
    assert environment.site_url("", port=8000, kept=kept) == "http://127.0.0.1:8000"
    kept.write_text("http://127.0.0.1:8042\n")
    assert environment.site_url("", port=8000, kept=kept) == "http://127.0.0.1:8042"
    assert environment.site_url("https://khuyencong.gov.vn/", port=8000, kept=kept) == "https://khuyencong.gov.vn"


def test_patterns_are_no_address_to_print_in_a_mail() -> None:
    assert environment.first_host(["*", ".gov.vn", "khuyencong.gov.vn"]) == "khuyencong.gov.vn"
    assert environment.first_host(["*"]) == "localhost"


def test_behind_a_proxy_only_its_own_word_counts() -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"}, REMOTE_ADDR="127.0.0.1")
    assert behind_proxy(request) == "203.0.113.9"
    assert behind_proxy(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"


def test_every_variable_that_is_read_is_documented() -> None:
    """Those of the tests apart, which nobody sets by hand."""
    rooms = ("config", "config/settings", "config/localdb")
    code = "".join(path.read_text() for room in rooms for path in (ROOT / room).glob("*.py"))
    read = {name for pair in READ_IN_CODE.findall(code) for name in pair if name and not name.startswith("TEST_")}
    read |= set(READ_IN_SHELL.findall((ROOT / "config/bootstrap.sh").read_text()))
    documented = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read >= {"DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"}
    assert read - documented == set()
