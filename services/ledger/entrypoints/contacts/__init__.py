"""The form and the page that shows how to reach somebody, once."""
