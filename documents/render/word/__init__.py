"""A paper as a Word file to work on: the same blocks, the same text. It is a working copy; the record is the PDF."""

from documents.render.word.file import word_of

__all__ = ["word_of"]
