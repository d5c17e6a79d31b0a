"""`python -m tests.remade`: a frozen paper in, the fingerprints of its PDF and of its Word file out. Without Django."""

import hashlib
import json
import sys
from datetime import date

from documents.render.engine import renderer
from documents.render.page import page_of
from documents.render.sheet import Sheet
from documents.render.word import word_of
from documents.wording.blocks import Proof
from documents.wording.composing import Issue, compose
from documents.wording.language import read
from documents.wording.values import Values

if __name__ == "__main__":
    frozen = json.load(sys.stdin)
    issue = Issue(frozen["number"], date.fromisoformat(frozen["on"]), Proof(frozen["code"], frozen["address"]))
    paper = compose(read(frozen["wording"]), Values.from_json(frozen["values"]), issue, data=frozen["data"])
    pdf = renderer().draw(Sheet(page_of(paper), paper.data, paper.created.isoformat())).pdf
    print(hashlib.sha256(pdf).hexdigest(), hashlib.sha256(word_of(paper)).hexdigest())
