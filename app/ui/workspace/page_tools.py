"""Joins the tools on the stage with their bars, their keys and the desk: begun, followed, applied, left. Shop room."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.edits import Box, Tone
from app.domain.pages import DeskPage, PageId
from app.domain.shelves import PageRow
from app.flows.desk import Desk
from app.ui.workspace.black_out_tool import BlackOutTool
from app.ui.workspace.corners_tool import CornersTool
from app.ui.workspace.crop_hand import CropHand
from app.ui.workspace.desk_pane import DeskPane
from app.ui.workspace.level_tool import LevelTool
from app.ui.workspace.said import Said
from app.ui.workspace.stage_tool import StageTool
from app.ui.workspace.words_tools import unfinished_angle, unfinished_corners, unfinished_crop
from app.ui.workspace.workspace_acts import Act, WorkspaceActs

T = TypeVar("T", bound=StageTool)
SAME_SIZE_SHARE = 0.02
"""Pages whose sides differ by less are of one size: a feeder never cuts twice alike."""


class PageTools(QObject):
    """One tool works at a time. Colours and comparing have no tool on the stage, but are begun and left like one."""

    def __init__(self, desk: Desk, pane: DeskPane, acts: WorkspaceActs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._pane, self._acts, self._stage = desk, pane, acts, pane.stage
        self._tool: StageTool | None = None
        self._last_crop: tuple[Box, tuple[int, int]] | None = None
        self._act: Act | None = None
        self._colours = False
        self._tone: tuple[PageId, Said[Tone]] | None = None
        self._connect_acts()
        self._connect_bars()
        self._stage.tool_changed.connect(self._show)
        self._stage.settled.connect(self._settle)
        self._stage.applied.connect(self._apply)

    def _connect_acts(self) -> None:
        makers: dict[Act, Callable[[DeskPage], StageTool]] = {
            Act.CROP: CropHand,
            Act.LEVEL: LevelTool,
            Act.FLATTEN: self._corners_tool,
            Act.BLACK_OUT: BlackOutTool,
        }
        for act, make in makers.items():
            self._acts[act].triggered.connect(lambda checked=False, act=act, make=make: self._toggle(act, make))
        self._acts[Act.COLOURS].triggered.connect(lambda checked=False: self._show_colours(not self._colours))
        self._acts[Act.COMPARE].triggered.connect(lambda checked=False: self._show_compare(not self._pane.compares))
        self._acts[Act.LEAVE_TOOL].triggered.connect(lambda checked=False: self.leave())

    def _connect_bars(self) -> None:
        pane, stage = self._pane, self._stage
        pane.crop_bar.box_given.connect(stage.place_crop)
        pane.crop_bar.last_asked.connect(self._use_last_crop)
        pane.crop_bar.reset_asked.connect(lambda: self._change(CropHand, CropHand.reset))
        pane.level_bar.angle_given.connect(self._turn_to)
        pane.level_bar.by_itself_asked.connect(self._straighten_by_itself)
        pane.corners_bar.paper_asked.connect(lambda: self._change(CornersTool, CornersTool.to_paper))
        pane.corners_bar.reset_asked.connect(lambda: self._change(CornersTool, CornersTool.reset))
        pane.black_out_bar.add_asked.connect(stage.add_box)
        pane.black_out_bar.remove_asked.connect(lambda: self._change(BlackOutTool, BlackOutTool.remove_chosen))
        for bar in (pane.crop_bar, pane.level_bar, pane.corners_bar):
            bar.apply_asked.connect(stage.apply_tool)
        for leaving in (pane.crop_bar, pane.level_bar, pane.corners_bar, pane.black_out_bar, pane.tone_bar):
            leaving.leave_asked.connect(self.leave)
        pane.tone_bar.previewed.connect(stage.preview_tone)
        pane.tone_bar.given.connect(self._give_tone)
        pane.tone_bar.clean_up_asked.connect(self._acts[Act.CLEAN_UP].trigger)
        pane.inspector.compare_asked.connect(lambda: self._show_compare(True))
        pane.compare.left.connect(lambda: self._show_compare(False))

    def _corners_tool(self, page: DeskPage) -> CornersTool:
        reading = self._stage.row.reading if self._stage.row is not None else None
        return CornersTool(page, reading.paper if reading is not None else None)

    # --- beginning and leaving -------------------------------------------------------------------------------

    def _toggle(self, act: Act, make: Callable[[DeskPage], StageTool]) -> None:
        page, is_on = self._stage.page, self._act is act
        self.leave()
        if page is not None and not is_on:
            self._stage.begin_tool(make(page))

    @Slot()
    def leave(self) -> None:
        """Put away what is at work; what was not applied is left as it was."""
        self._show_compare(False)
        self._colours = False
        self._stage.end_tool()
        self._show()

    def _show_colours(self, shows: bool) -> None:
        self.leave()
        self._colours = shows and self._stage.page is not None
        self._show()

    def _show_compare(self, shows: bool) -> None:
        if shows == self._pane.compares:
            return
        if shows:
            self.leave()
        row = self._stage.row
        self._pane.compare.show_row(row if shows else None)
        self._pane.show_compare(shows)
        if shows:
            self._pane.compare.setFocus()
        else:
            self._stage.setFocus()
        self._show()
        self._pane.show_percent()

    @Slot()
    def show_both(self) -> None:
        """The page beside the one that is there already."""
        self._show_compare(True)

    def follow(self, row: PageRow | None) -> None:
        """Another page is shown, or this one was changed."""
        page = row.item if row is not None and isinstance(row.item, DeskPage) else None
        if page is None and (self._colours or self._pane.compares):
            self.leave()
        if page is None:
            self._tone = None
            return
        if self._pane.compares:
            if self._pane.compare.shows_twin and (row is None or row.twin is None):
                self._show_compare(False)  # a person has said what becomes of it
            else:
                self._pane.compare.show_row(row)
        if self._tone is None or self._tone[0] != page.id:
            self._tone = (page.id, Said(page.edits.tone))
        said = self._tone[1]
        said.hear(page.edits.tone)
        self._stage.preview_tone(None if said.value == page.edits.tone else said.value)
        self._pane.tone_bar.show_tone(said.value)

    # --- what is shown ---------------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        before, tool = self._tool, self._stage.tool
        self._tool = tool
        if before is not tool and isinstance(before, BlackOutTool):
            self._settle(before)
        if tool is not None:
            self._colours = False
        pane = self._pane
        pane.show_bar(self._bar_of(tool))
        self._tell_bar(tool)
        at_work = {
            Act.CROP: isinstance(tool, CropHand),
            Act.LEVEL: isinstance(tool, LevelTool),
            Act.FLATTEN: isinstance(tool, CornersTool),
            Act.BLACK_OUT: isinstance(tool, BlackOutTool),
            Act.COLOURS: self._colours,
            Act.COMPARE: pane.compares,
        }
        self._act = next((act for act, is_on in at_work.items() if is_on), None)
        for act, is_on in at_work.items():
            self._acts[act].setChecked(is_on)
        self._acts[Act.LEAVE_TOOL].setEnabled(any(at_work.values()))
        pane.upload_bar.show_unfinished(_unfinished(tool))

    def _bar_of(self, tool: StageTool | None) -> QWidget | None:
        match tool:
            case CropHand():
                return self._pane.crop_bar
            case LevelTool():
                return self._pane.level_bar
            case CornersTool():
                return self._pane.corners_bar
            case BlackOutTool():
                return self._pane.black_out_bar
            case _:
                return self._pane.tone_bar if self._colours else None

    def _tell_bar(self, tool: StageTool | None) -> None:
        pane = self._pane
        match tool:
            case CropHand():
                pane.crop_bar.show_box(tool.box, tool.limits)
                last = self._last_crop
                has_last = last is not None and _is_alike(last[1], tool.laid_size) and tool.crop != last[0]
                pane.crop_bar.show_offer(has_last=has_last, page_count=len(self._alike(tool)))
            case LevelTool():
                pane.level_bar.show_angle(tool.angle_deg)
            case CornersTool():
                pane.corners_bar.show_paper(tool.has_paper)
            case BlackOutTool():
                pane.black_out_bar.show_chosen(tool.chosen is not None)
            case _:
                pass

    def _pages(self) -> list[DeskPage]:
        return [row.item for row in self._pane.strip.selected_rows() if isinstance(row.item, DeskPage)]

    def _alike(self, tool: CropHand) -> list[PageId]:
        """The selected pages that are of this one's size, itself among them: a crop is made on all of them."""
        alike = [page.id for page in self._pages() if _is_alike(_laid_size(page), tool.laid_size)]
        return alike if tool.page_id in alike else [tool.page_id]

    # --- what a person does ----------------------------------------------------------------------------------

    def _change(self, kind: type[T], change: Callable[[T], object]) -> None:
        """A button of a bar changes the tool that it belongs to."""
        tool = self._stage.tool
        if isinstance(tool, kind):
            change(tool)
            self._stage.tool_moved()
            self._settle(tool)

    @Slot(object)
    def _turn_to(self, angle_deg: float) -> None:
        self._change(LevelTool, lambda tool: tool.turn_to(angle_deg))

    @Slot()
    def _use_last_crop(self) -> None:
        if self._last_crop is not None:
            crop = self._last_crop[0]
            self._change(CropHand, lambda tool: tool.place_crop(crop))

    @Slot()
    def _straighten_by_itself(self) -> None:
        self._stage.end_tool()
        self._acts[Act.STRAIGHTEN].trigger()

    @Slot(object)
    def _settle(self, tool: StageTool) -> None:
        """Boxes are kept at once; a box that is still in the hand is not."""
        areas = tool.take_changed() if isinstance(tool, BlackOutTool) else None
        if areas is not None:
            self._desk.redact(tool.page_id, areas)

    @Slot(object)
    def _apply(self, tool: StageTool) -> None:
        match tool:
            case CropHand():
                if tool.crop is not None:
                    self._last_crop = (tool.crop, tool.laid_size)
                self._desk.crop(self._alike(tool), tool.crop)
            case LevelTool():
                self._desk.straighten([tool.page_id], tool.angle_deg)
            case CornersTool():
                self._desk.flatten([tool.page_id], tool.outcome)
            case _:
                pass

    @Slot(object)
    def _give_tone(self, tone: Tone) -> None:
        if self._tone is not None and tone != self._tone[1].value:
            self._tone[1].say(tone)
            self._stage.preview_tone(tone)
            self._desk.tone([page.id for page in self._pages()], tone)


def _unfinished(tool: StageTool | None) -> str:
    match tool:
        case CropHand():
            return unfinished_crop()
        case LevelTool():
            return unfinished_angle()
        case CornersTool():
            return unfinished_corners()
        case _:
            return ""


def _laid_size(page: DeskPage) -> tuple[int, int]:
    return page.edits.laid_size(page.imported.width, page.imported.height)


def _is_alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return all(abs(a - b) <= SAME_SIZE_SHARE * max(a, b) for a, b in zip(one, other, strict=True))
