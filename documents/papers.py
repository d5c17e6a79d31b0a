"""From frozen facts to a page: one template for the file and for the screen."""

from django.template.loader import render_to_string
from django.urls import reverse

from documents.contexts.contract import TEMPLATE, ContractContext
from documents.render.child import render_pdf
from documents.render.limits import TooLong

#: A row costs about 20 ms of layout; a longer budget belongs in a spreadsheet.
MAX_ROWS = 300
SCREEN_STYLES = ("nd30.css", "screen.css")


def contract_pdf(context: ContractContext) -> bytes:
    """Raises documents.render.limits.RenderError."""
    rows = max(len(context.budget), len(context.beneficiaries))
    if rows > MAX_ROWS:
        raise TooLong(f"Bảng của hợp đồng có {rows} dòng, tối đa {MAX_ROWS} dòng. Xin gộp các dòng cùng loại.")
    return render_pdf(render_to_string(TEMPLATE, {"c": context}))


def contract_page(context: ContractContext) -> str:
    """The same contract for a browser."""
    sheets = [reverse("documents:asset", args=[name]) for name in SCREEN_STYLES]
    return render_to_string(TEMPLATE, {"c": context, "preview": True, "stylesheets": sheets})
