"""The script of plotly is packed once and kept; what is kept in part, or of another script, is not believed."""

from __future__ import annotations

import base64
import gzip

import pytest

from moonbase.report import bundle


@pytest.fixture
def script(tmp_path, monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", str(tmp_path / "kept"))
    path = tmp_path / "plotly.min.js"
    path.write_text("draw();\n" * 1000, encoding="utf-8")
    return path


def unpacked(script):
    return gzip.decompress(base64.b64decode(bundle._kept(script)))


def test_the_second_time_it_is_read(script, tmp_path, monkeypatch):
    first = bundle._kept(script)
    assert unpacked(script) == script.read_bytes()
    assert len(list((tmp_path / "kept").iterdir())) == 1
    monkeypatch.setattr(bundle.gzip, "compress", lambda *_given, **_how: pytest.fail("packed again"))
    assert bundle._kept(script) == first


def test_another_script_is_packed_again(script):
    bundle._kept(script)
    script.write_text("other();\n", encoding="utf-8")
    assert unpacked(script) == b"other();\n"


def test_half_an_entry_is_packed_again(script, tmp_path):
    bundle._kept(script)
    (entry,) = (tmp_path / "kept").iterdir()
    entry.write_bytes(entry.read_bytes()[:-7])
    assert unpacked(script) == script.read_bytes()


def test_nothing_is_kept_where_keeping_is_off(script, tmp_path, monkeypatch):
    monkeypatch.setenv("MOONBASE_CACHE", "")
    assert unpacked(script) == script.read_bytes()
    assert not (tmp_path / "kept").exists()
