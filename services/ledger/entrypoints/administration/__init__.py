"""Pages and API of those who administer the organisation."""
