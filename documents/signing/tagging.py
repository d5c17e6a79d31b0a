"""A place for a signature is also one that a screen reader finds: each field is an element of the tagged paper
(ISO 14289-1, 7.18.4), the last of its document."""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def tag_fields(writer: IncrementalPdfFileWriter, fields: list[generic.IndirectObject]) -> None:
    """Before the first signature: afterwards the structure of the paper may not be touched. Nothing where it has no tags."""
    if "/StructTreeRoot" not in writer.root or not fields:
        return
    root = writer.root["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    paper = root["/K"].raw_get(0)
    key = int(numbers[-2]) + 1
    for place, field in enumerate(fields):
        element = writer.add_object(_element(field, paper))
        paper.get_object()["/K"].append(element)
        numbers += [generic.NumberObject(key + place), element]
        field.get_object()["/StructParent"] = generic.NumberObject(key + place)
        writer.mark_update(field)
    for touched in (numbers, paper.get_object()["/K"]):
        writer.update_container(touched)


def _element(field: generic.IndirectObject, paper: generic.IndirectObject) -> generic.DictionaryObject:
    widget = field.get_object()
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): paper,
            pdf_name("/Alt"): pdf_string(widget["/TU"]),
            pdf_name("/K"): generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/OBJR"),
                    pdf_name("/Obj"): field,
                    pdf_name("/Pg"): widget.raw_get("/P"),
                }
            ),
        }
    )
