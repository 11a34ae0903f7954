"""The lock holds all that pyproject.toml asks for, hashed, and says nothing of where it came from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK_TEXT = (CHECKOUT / "packaging" / "dev.lock").read_text(encoding="utf-8")
PROJECT_TEXT = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def locked_entries() -> dict[str, str]:
    """Each locked requirement and the lines that belong to it, by its canonical name."""
    without_comments = re.sub(r"^\s*#.*\n", "", LOCK_TEXT, flags=re.MULTILINE)
    entries = re.split(r"\n(?=\S)", without_comments.strip())
    return {canonicalize_name(re.split(r"[=;\s]", entry, maxsplit=1)[0]): entry for entry in entries}


def asked_for() -> list[str]:
    project = tomllib.loads(PROJECT_TEXT)
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


@pytest.mark.parametrize("requirement", asked_for())
def test_what_the_project_asks_for_is_locked_to_a_version_that_fits(requirement: str) -> None:
    asked = Requirement(requirement)
    version = re.search(r"==([^\s;\\]+)", locked_entries()[canonicalize_name(asked.name)])
    assert version is not None
    assert asked.specifier.contains(version[1])


@pytest.mark.parametrize("requirement", asked_for())
def test_every_dependency_has_its_reason_beside_it(requirement: str) -> None:
    assert re.search(rf'"{re.escape(requirement)}",\s*# \S', PROJECT_TEXT)


@pytest.mark.parametrize("name", locked_entries())
def test_every_locked_package_is_pinned_and_hashed(name: str) -> None:
    entry = locked_entries()[name]
    assert "==" in entry.splitlines()[0]
    assert HASH.search(entry)


def test_the_lock_names_no_address() -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links|-i ", LOCK_TEXT)


@pytest.mark.parametrize("requirement", tomllib.loads(PROJECT_TEXT)["dependency-groups"]["bench"])
def test_what_the_bench_asks_for_is_locked_with_hashes_in_a_lock_of_its_own(requirement: str) -> None:
    lock = (CHECKOUT / "packaging" / "bench.lock").read_text(encoding="utf-8")
    asked = Requirement(requirement)
    found = re.search(rf"^{re.escape(asked.name)}==([^\s;\\]+).*\n\s+{HASH.pattern}", lock, flags=re.MULTILINE)
    assert found is not None
    assert asked.specifier.contains(found[1])
