"""A mail as HTML. Drawn with tables and inline styles: that is what mail programs show alike."""

from django.template.loader import render_to_string

from notifications.letters.content import MASTHEAD, Content, FactList, Paragraph, Quote, Steps, Table

FOLDER = "notifications/mail"
TEMPLATES = {
    Paragraph: f"{FOLDER}/paragraph.html",
    Quote: f"{FOLDER}/quote.html",
    FactList: f"{FOLDER}/facts.html",
    Steps: f"{FOLDER}/steps.html",
    Table: f"{FOLDER}/table.html",
}


def html_of(content: Content, *, subject: str) -> str:
    context = {
        "content": content,
        "blocks": [(TEMPLATES[type(block)], block) for block in content.blocks],
        "masthead": MASTHEAD,
        "subject": subject,
    }
    return render_to_string(f"{FOLDER}/letter.html", context)
