"""Views to bytes: text, JSON, CSV, HTML, PDF, workbook, profiles; and the templates that HTML is made with."""
