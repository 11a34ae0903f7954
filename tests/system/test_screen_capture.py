"""Leaving the window out of screenshots: asked of Windows alone; elsewhere nothing is claimed."""

import sys

import pytest

from app.system.screen_capture import can_hide, hide


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can be asked")
def test_where_no_system_can_be_asked_nothing_is_claimed() -> None:
    assert not can_hide()
    assert not hide(1, is_hidden=True)
