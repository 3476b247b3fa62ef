"""Claims: published statements with a number in them, tested by models or missions; verdicts are computed."""
