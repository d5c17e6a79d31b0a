"""A mail as plain text, for readers and programs that show no HTML."""

from notifications.letters.content import (
    MASTHEAD,
    Block,
    Content,
    Fact,
    FactList,
    Paragraph,
    Quote,
    Steps,
    Table,
    plain,
)

RULE = "=" * len(MASTHEAD)


def text_of(content: Content) -> str:
    parts = [
        f"{MASTHEAD}\n{RULE}",
        f"{content.tone.symbol} {content.headline}",
        f"Kính gửi Ông/Bà {content.reader},",
        *map(_block, content.blocks),
        f"{content.button.label}:\n{content.button.href}",
        _footer(content),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _footer(content: Content) -> str:
    lines = ["--", content.why_you, content.footer]
    if content.choices:
        lines.append(f"{content.choices.label}: {content.choices.href}")
    return "\n".join(lines)


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return plain(block.words)
        case Quote():
            return f"{block.label}: " + "\n".join(block.words.splitlines())
        case FactList():
            return "\n".join(map(_fact, block.facts))
        case Steps():
            items = [f"{number}. {item}" for number, item in enumerate(block.items, 1)]
            return "\n  ".join([block.title, *items])
        case Table():
            return "\n\n".join([block.title, *(_row(href, cells) for href, cells in block.lines)])


def _fact(fact: Fact) -> str:
    first, *rest = [plain(line.words) for line in fact.lines] or [""]
    return "\n  ".join([f"{fact.label}: {first}", *rest])


def _row(href: str, cells: list[tuple[str, str]]) -> str:
    first, *rest = [f"{label}: {cell}" for label, cell in cells]
    return "\n  ".join([f"- {first}", *([href] if href else []), *rest])
