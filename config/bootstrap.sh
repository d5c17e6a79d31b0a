#!/bin/sh
# sh config/bootstrap.sh run|test|bench
# Makes what a run (the tests, the benchmark) needs: Python packages from the hash-pinned lock, the libraries that draw PDF, for the
# tests a browser and a signing device in software.
# Repeating it costs nothing when nothing changed.
set -eu
cd "$(dirname "$0")/.."
purpose="${1:-run}"

fail() { printf '\n%s\n' "$*" >&2; exit 1; }

may_install() { command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

apt_install() {
  echo "Cài thư viện hệ thống: $*"
  as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# --- Python 3.11 or later --------------------------------------------------------------------------------------
python=""
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python="$candidate"; break; fi
done
[ -n "$python" ] || fail "Cần Python 3.11 trở lên (lệnh python3). Trên Debian 12 / Ubuntu 24.04: sudo apt install python3"

# --- libraries that no wheel carries -----------------------------------------------------------------------------
missing=""
"$python" -c 'import venv, ensurepip' 2>/dev/null || missing="python3-venv"
"$python" - <<'PROBE' || missing="$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
import ctypes, sys

WANTED = [
    ("libpango-1.0.so.0", "libpango-1.0.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
]
PLACES = ("", "/opt/homebrew/lib/", "/usr/local/lib/")


def loads(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


sys.exit(not all(any(loads(place + name) for name in names for place in PLACES) for names in WANTED))
PROBE
if [ -n "$missing" ]; then
  by_hand="Thiếu thư viện hệ thống. Hãy chạy rồi thử lại:
  sudo apt install $missing      (Debian, Ubuntu)
  brew install pango             (macOS)"
  if may_install; then
    # shellcheck disable=SC2086  # a list of names
    apt_install $missing || fail "$by_hand"
  else
    fail "$by_hand"
  fi
fi

# --- Python packages -------------------------------------------------------------------------------------------------
case "$purpose" in
  run) lock=config/requirements/embedded.txt ;;
  test | bench) lock=config/requirements/dev.txt ;;
  *) fail "Cách dùng: sh config/bootstrap.sh run|test|bench" ;;
esac
fingerprint() { "$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read() + sys.version.encode()).hexdigest())' "$1"; }
stamp() { echo ".venv/.installed-$(basename "$1" .txt)"; }

install_lock() {
  [ "$(cat "$(stamp "$lock")" 2>/dev/null || true)" != "$(fingerprint "$lock")" ] || return 0
  if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv
  fi
  # nothing is compiled ahead: most modules are never imported, and those that are get compiled once, by their first user
  echo "Cài các gói Python (một lần, khoảng một phút)…"
  if [ -z "${NO_UV:-}" ] && command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python .venv/bin/python --require-hashes --no-deps --only-binary :all: -r "$lock" || return 1
  else
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-compile \
      --require-hashes --no-deps --only-binary :all: -r "$lock" || return 1
  fi
  fingerprint "$lock" >"$(stamp "$lock")"
  # the lock of the tests holds everything a run needs
  [ "$lock" != config/requirements/dev.txt ] || fingerprint config/requirements/embedded.txt >"$(stamp config/requirements/embedded.txt)"
}
install_lock
if [ "$purpose" = bench ]; then
  # what papers are measured against; without it the table says so
  lock=config/requirements/bench.txt
  install_lock || echo "Không cài được phần để so sánh (config/requirements/bench.txt): bảng đo sẽ để trống phần ấy." >&2
fi

# --- a signing device in software, and a browser for the journeys ---------------------------------------------------------
[ "$purpose" = test ] || exit 0
has_device() { .venv/bin/python -c 'import sys; from tests.device import library; sys.exit(library() is None)' 2>/dev/null; }
if ! has_device && may_install; then apt_install softhsm2 || true; fi
has_device || echo "Không có thiết bị ký giả lập (gói softhsm2): kiểm thử ký bằng thiết bị sẽ không chạy." >&2
has_browser() { .venv/bin/python -m tests.browser >/dev/null 2>&1; }
has_browser && exit 0
if may_install; then apt_install chromium || true; fi
has_browser && exit 0
echo "Tải trình duyệt của Playwright…"
timeout 180 .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
has_browser || cat >&2 <<'LOUD'

  ********************************************************************************
  *  KHÔNG CÓ TRÌNH DUYỆT: các kiểm thử hành trình (tests/journeys) sẽ KHÔNG CHẠY. *
  *  Cài Chromium (sudo apt install chromium) hoặc đặt CHROMIUM=/đường/dẫn.        *
  ********************************************************************************

LOUD
