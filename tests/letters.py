"""Reading a letter as its readers do: the words of the HTML and of the text, in order, to be compared."""

import re
from html.parser import HTMLParser

WORD = re.compile(r"https?://[^\s<>]+|\w+")
BLOCKS = {"p", "td", "th", "tr", "table", "br", "body"}
UNSEEN = {"head", "style", "title"}
WITHOUT_END = {"meta", "br"}


def words_of_text(text: str) -> list[str]:
    return _without_echo(WORD.findall(text))


def words_of_html(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    return _without_echo(WORD.findall("".join(reader.seen)))


class _Reader(HTMLParser):
    """What can be seen, and where links lead. A cell of a table is read with the name of its column, as on a narrow
    screen; the heads of the columns are not read again."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._hidden = ""
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self._hidden and (tag in UNSEEN or given.get("class") == "columns"):
            self._hidden = tag
        if tag in BLOCKS:
            self.seen.append("\n")
        if label := given.get("data-label"):
            self.seen.append(f"{label} ")
        if tag == "a":
            self._href = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        if tag == "a":
            self.seen.append(f" {self._href} ")
        if tag in BLOCKS:
            self.seen.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.seen.append(data)


def _without_echo(words: list[str]) -> list[str]:
    """An address that is both a link and written out beside it is one address."""
    return [word for at, word in enumerate(words) if not (word.startswith("http") and words[at - 1 : at] == [word])]
