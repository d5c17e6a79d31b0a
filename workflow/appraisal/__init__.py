"""Thẩm định cấp cơ sở (TT 36/2013 Đ.8–9): the council of the Sở, three members in parallel, the chair, the leader."""
