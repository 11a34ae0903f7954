"""Tools whose words give way where a bar is too narrow for them: icon and accessible name stay."""

from app.ui.controls.button import Button


class NarrowWords:
    """Knows the words of some buttons of a bar, and shows them while there is room."""

    def __init__(self, *buttons: Button) -> None:
        self._words = {button: button.words for button in buttons}
        self._is_narrow = False

    def give_way(self, is_narrow: bool) -> None:
        """Show icons alone, or the words again."""
        self._is_narrow = is_narrow
        for button, words in self._words.items():
            self.say(button, words)

    def say(self, button: Button, words: str) -> None:
        """Give a button other words."""
        self._words[button] = words
        shown = "" if self._is_narrow else words
        if button.words != shown:
            button.set_words(shown, button.accessibleName() or words)
