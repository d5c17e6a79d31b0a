"""The regular work of this room, by the names under which it leaves signs of life."""

from workflow.heartbeats import NAMES

SWEEP, MAIL, WATCH = "sweep", "mail", "watch"

NAMES |= {
    SWEEP: "Rà thời hạn",
    MAIL: "Gửi thư",
    WATCH: "Tìm việc bị kẹt",
}
