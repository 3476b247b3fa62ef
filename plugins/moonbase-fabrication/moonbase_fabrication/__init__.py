"""moonbase plugin."""
