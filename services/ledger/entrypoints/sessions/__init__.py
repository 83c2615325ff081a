"""Sessions at the door: renewed while somebody works, shown and ended on a page."""
