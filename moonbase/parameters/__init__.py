"""Parameters of models: declared once, checked, explained and published from that one declaration."""
