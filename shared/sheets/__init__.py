"""Files that people keep in rows, as rows: CSV in any encoding an office produces, and XLSX."""
