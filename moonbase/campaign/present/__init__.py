"""What a study found, for people: sections of text and tables, figures, and one self-contained page."""
