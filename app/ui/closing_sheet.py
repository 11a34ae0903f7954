"""The sheet that asks before the window closes over unsent pages: it says what will become of them. Shop room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.announce import announce
from app.ui.controls.button import PlainButton, PrimaryButton, QuietButton
from app.ui.controls.label import PlainLabel
from app.ui.sheet import Sheet
from app.ui.words import pages_text, tr


class ClosingSheet(Sheet):
    """`close_asked`: close at once; `send_asked`: close when everything is sent."""

    close_asked = Signal()
    send_asked = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(tr("Close CounterScan?"), over)
        self._unsent = PlainLabel("", "strong", wraps=True)
        self._about_unsent = PlainLabel(
            tr("What is not sent is safe on this computer, encrypted, and goes out with the next start."),
            "secondary",
            wraps=True,
        )
        self._on_desk = PlainLabel("", "strong", wraps=True)
        self._about_desk = PlainLabel(
            tr("What lies there was not uploaded. The next start brings it back to the desk."),
            "secondary",
            wraps=True,
        )
        self._send = PrimaryButton(tr("Send, then close"), "send")
        self._close_now = PlainButton(tr("Close now"))
        self._stay = QuietButton(tr("Stay"))
        for part in (self._unsent, self._about_unsent, self._on_desk, self._about_desk):
            self.column.addWidget(part)
        self.column.addSpacing(12)
        for button in (self._send, self._close_now, self._stay):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self._send.clicked.connect(self.send_asked)
        self._close_now.clicked.connect(self.close_asked)
        self._stay.clicked.connect(self.close_sheet)

    def show_counts(self, unsent: int, on_desk: int) -> None:
        """So many pages are not sent yet, and so many lie on the desk."""
        one, many = tr("1 page is not sent yet"), tr("{pages} are not sent yet")
        self._unsent.setText(one if unsent == 1 else many.format(pages=pages_text(unsent)))
        one, many = tr("1 page lies on the desk"), tr("{pages} lie on the desk")
        self._on_desk.setText(one if on_desk == 1 else many.format(pages=pages_text(on_desk)))
        for part in (self._unsent, self._about_unsent, self._send):
            part.setVisible(unsent > 0)
        for part in (self._on_desk, self._about_desk):
            part.setVisible(on_desk > 0)

    def ask(self) -> None:
        """Open, with the gentlest answer at hand."""
        if not self.isVisible():
            self.toggle()
        (self._send if not self._send.isHidden() else self._close_now).setFocus(Qt.FocusReason.OtherFocusReason)
        said = [part.text() for part in (self._unsent, self._on_desk) if not part.isHidden()]
        announce(self, ". ".join(said), at_once=True)
