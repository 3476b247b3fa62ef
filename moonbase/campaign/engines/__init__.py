"""Engines: where samples are evaluated. Every engine gives the same rows for the same task."""
