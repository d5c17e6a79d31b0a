"""Digital signatures on issued papers: made on the stored bytes, appended to them, and read back for a person."""
