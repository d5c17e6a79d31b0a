"""Reading what a source says about a past grant: scope, content, investment, and whether a figure is a sum. Pure.

The trap is the word "tổng": "tổng đầu tư 570" and "tổng 690; đối ứng 390" are the investment of one facility, while "tổng 2
đề án" or "5 đề án KCĐP" make the figure a sum whose members may stand in the list too.
"""

import hashlib
import re
import unicodedata

from workflow.importing.cells import key_of
from workflow.models.history import PastGrant
from workflow.vocabulary import ContentType

Scope = PastGrant.Scope
_SCOPES = {
    "kcqg": Scope.NATIONAL,
    "khuyến công quốc gia": Scope.NATIONAL,
    "kcđp": Scope.LOCAL,
    "khuyến công địa phương": Scope.LOCAL,
    "kcqg+kcđp": Scope.BOTH,
    "kcđp+kcqg": Scope.BOTH,
    "kcđp+xttm": Scope.LOCAL_AND_TRADE,
}
_CONTENTS = {
    "máy móc/cgcn": ContentType.MACHINERY,
    "máy móc": ContentType.MACHINERY,
    "mô hình trình diễn": ContentType.DEMONSTRATION,
    "sxsh": ContentType.CLEANER_PRODUCTION,
    "sản xuất sạch hơn": ContentType.CLEANER_PRODUCTION,
    "hạ tầng ccn": ContentType.CLUSTER_INFRASTRUCTURE,
    "tư vấn": ContentType.CONSULTING,
    "tư vấn/bao bì": ContentType.CONSULTING,
    "thương hiệu": ContentType.BRAND,
    "sp cnnt tiêu biểu": ContentType.OUTSTANDING_PRODUCT,
    "thông tin tuyên truyền": ContentType.COMMUNICATION,
    "đào tạo nghề": ContentType.TRAINING,
    "hội chợ": ContentType.FAIR,
    **{key_of(label): ContentType(value) for value, label in ContentType.choices},
}
_INVESTMENT = re.compile(r"tổng (?:vốn )?đầu tư:? ([\d.,]+)")
_COUNTERPART = re.compile(r"tổng ([\d.,]+); đối ứng ([\d.,]+)")
_MANY = re.compile(
    r"\btổng (?:cho |\d+ (?:đề án|cơ sở|dn|ccn|đơn vị))|cho cả \d+ cơ sở|^tổng(?:;|$)"  # what notes say
    r"|\b\d+ (?:đề án|cơ sở|đơn vị|doanh nghiệp|dn)\b|nhiều đơn vị|^nhóm đề án|^kế hoạch"  # what names say
)
_FIGURE_OF_ANOTHER = re.compile(r"(?:trong|phần của)\b.*")
""" "trong 27 đề án", "phần của QĐ 457, tổng 4.500": the larger whole this figure is a part of."""


def scope_of(stated: str) -> Scope:
    """Unknown words are "not stated", never a guess: "KCĐP/KCQG (nguồn không nêu rõ)" is neither."""
    return _SCOPES.get(key_of(stated).replace(" + ", "+"), Scope.UNSTATED)


def content_of(label: str) -> ContentType:
    """One known content is itself; several in one figure, or none known, are OTHER. The label is kept beside it."""
    return _CONTENTS.get(key_of(label), ContentType.OTHER)


def investment_of(notes: str, amount: int | None) -> int | None:
    """The investment of the one facility helped, in đồng, where the notes give it in millions."""
    if found := _INVESTMENT.search(key_of(notes)):
        return _millions(found[1])
    if (found := _COUNTERPART.search(key_of(notes))) and amount is not None:
        whole, counterpart = _millions(found[1]), _millions(found[2])
        return whole if whole == amount + counterpart else None
    return None


def is_total(name: str, beneficiary: str, notes: str) -> bool:
    """Does the figure stand for several đề án or facilities? A đề án nhóm is one đề án."""
    if key_of(name).startswith("đề án nhóm"):
        return False
    said = (key_of(name), key_of(beneficiary).strip("()"), _FIGURE_OF_ANOTHER.sub("", key_of(notes)))
    return any(_MANY.search(words) for words in said)


def code_of(year: int, *facts: str) -> str:
    """LS-2018-3f9a0c2b41: the same published fact always has the same code, whatever its spelling of spaces or case."""
    plain = unicodedata.normalize("NFC", "|".join(key_of(fact) for fact in facts))
    return f"LS-{year}-{hashlib.sha256(f'{year}|{plain}'.encode()).hexdigest()[:12]}"


def _millions(figure: str) -> int:
    """ "5.500" in a Vietnamese note is five thousand five hundred."""
    return int(figure.rstrip(".,").replace(".", "").split(",")[0]) * 1_000_000
