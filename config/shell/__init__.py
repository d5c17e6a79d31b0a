"""The frame around every page: navigation, template tags, form rendering."""
