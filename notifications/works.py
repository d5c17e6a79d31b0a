"""The regular work of this room, by the names under which it leaves signs of life."""

from workflow.heartbeats import NAMES

SWEEP, DIGESTS, MAIL, WATCH = "sweep", "digests", "mail", "watch"

NAMES |= {
    SWEEP: "Rà thời hạn",
    DIGESTS: "Viết bản tổng hợp hằng ngày",
    MAIL: "Gửi thư",
    WATCH: "Tìm việc bị kẹt",
}
