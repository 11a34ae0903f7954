"""Where images are to be saved: the question for a folder, which holds nothing else up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(
    parent: QWidget, title: str, on_chosen: Callable[[Path], None], start: Path | None = None
) -> QFileDialog:
    """Ask for a folder, `start` first; `on_chosen` is called with the one that was chosen, if any."""
    dialog = QFileDialog(parent, title)
    if start is not None:
        dialog.setDirectory(str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda folder: on_chosen(Path(folder)))
    dialog.show()  # not modal: the queue goes on
    return dialog
