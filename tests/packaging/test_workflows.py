"""The workflows can't run here, so they are held to calling what does: thin lists of steps that exist."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
ALLOWED = re.compile(
    r"(sudo )?python3? packaging/\w+\.py( [\w./*-]+| \"\$\w+\")*"
    r"|apt-get update -q && apt-get install -y -q --no-install-recommends [\w. -]+"
    r"|gh release create .*"
)


def lines_of(workflow: Path) -> list[str]:
    return workflow.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_each_step_is_one_call_of_a_step_that_exists(workflow: Path) -> None:
    calls = [line.partition("run: ")[2] for line in lines_of(workflow) if "run: " in line]
    assert calls or workflow.stem == "release"
    assert [call for call in calls if not ALLOWED.fullmatch(call)] == []
    scripts = {name for call in calls for name in re.findall(r"packaging/\w+\.py", call)}
    assert [name for name in scripts if not (CHECKOUT / name).is_file()] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_each_action_is_pinned_to_a_commit_and_says_its_version(workflow: Path) -> None:
    used = [line.partition("uses: ")[2] for line in lines_of(workflow) if "uses: " in line]
    foreign = [action for action in used if not action.startswith("./")]
    assert [action for action in foreign if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_but_what_its_jobs_are_granted(workflow: Path) -> None:
    assert "permissions: {}" in lines_of(workflow)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_no_credentials_stay_in_a_checkout(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_from_outside_is_written_into_a_command(workflow: Path) -> None:
    assert [line for line in lines_of(workflow) if "run: " in line and "${{" in line] == []


def test_there_are_workflows_for_tests_builds_and_releases() -> None:
    assert [workflow.stem for workflow in WORKFLOWS] == ["build", "release", "test"]
