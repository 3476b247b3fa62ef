"""Mission files: text, positions in it, the checked mission, diagnostics."""
