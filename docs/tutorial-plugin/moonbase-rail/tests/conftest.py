"""Lets the test run say how many contract checks ran."""

pytest_plugins = ["moonbase.testing.pytest_plugin"]
