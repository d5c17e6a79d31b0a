"""Files from offices: lists of đề án become drafts, published grants become history. Read, shown, then saved or not at all."""
