"""The table of stages: what is legal, and that nothing leaves the end of the way."""

import pytest

from app.domain.parcels import LEGAL_MOVES, Stage, may_move


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DELIVERED])
def test_nothing_leads_out_of_delivered(stage: Stage) -> None:
    assert not may_move(Stage.DELIVERED, stage)


def test_every_stage_stands_in_the_table() -> None:
    assert set(LEGAL_MOVES) == set(Stage)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.QUEUED])
def test_a_page_is_sent_from_the_queue_alone(stage: Stage) -> None:
    assert not may_move(stage, Stage.SENDING)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DELIVERED])
def test_every_open_stage_can_end_in_delivered_or_with_a_person(stage: Stage) -> None:
    reached, new = {stage}, {stage}
    while new:
        new = {after for before in new for after in LEGAL_MOVES[before]} - reached
        reached |= new
    assert {Stage.DELIVERED, Stage.NEEDS_PERSON} <= reached


def test_what_drx_has_taken_is_not_queued_again_by_itself() -> None:
    assert not may_move(Stage.CONFIRMING, Stage.QUEUED)
