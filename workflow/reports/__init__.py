"""Reports: rows of đề án summed into tables. Sums in whole đồng; figures are rounded once, when they are printed."""
