"""The working calendar and the units' own targets, in the hands of people: proposed, previewed, applied, never by surprise."""
