"""Runs the command line inside the test process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from moonbase.cli.main import main


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def shell(capsys):
    def run(*words):
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        streams = capsys.readouterr()
        return Done(ended.value.code, streams.out, streams.err)

    return run


@pytest.fixture
def demo(shell, demo_plugin):
    """Run with the demo plugin alone."""
    return lambda *words: shell("--no-plugins", "--plugin", demo_plugin, *words)


@pytest.fixture
def demo_path(tmp_path, demo_source):
    path = tmp_path / "demo.toml"
    path.write_text(demo_source.text, encoding="utf-8")
    return path
