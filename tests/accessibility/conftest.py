"""The sample files that the tests of this folder bring to the window."""

from pathlib import Path

import pytest

from app.practice.samples import write_sample_pages


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample files by their names."""
    folder = tmp_path_factory.mktemp("samples")
    return {path.name: path for path in write_sample_pages(folder)}
