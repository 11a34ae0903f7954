"""What a button looks like, worked out from its role and state: pure, so that it is tested without a window."""

from dataclasses import dataclass

from app.ui.theme.palette import Palette


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as `#rrggbb`, empty where nothing is drawn; `icon` is a token's name, the rest are colours."""

    ground: str
    border: str
    text: str
    icon: str
    key: str
    focus: str


def look_of(
    palette: Palette, role: str, is_enabled: bool, is_checked: bool, is_hovered: bool, is_pressed: bool
) -> Look:
    """The look of a button of this role in this state."""
    if role in {"primary", "danger"}:
        return _filled(palette, role, is_enabled, is_hovered or is_pressed)
    if not is_enabled:
        border = palette.line if role in {"plain", "chip", "segment"} else ""
        return Look("", border, palette.faint, "faint", palette.line, palette.faint)
    if role == "tab":
        text, token = (palette.ink, "ink") if is_checked or is_hovered else (palette.muted, "muted")
        return Look(palette.hover if is_pressed else "", "", text, token, palette.line, palette.accent)
    if is_checked:
        border = palette.accent if role == "chip" else ""
        tint = "accent_strong"
        return Look(palette.accent_soft, border, palette.accent_strong, tint, palette.accent, palette.accent)
    if role == "quiet":
        text, token = (palette.accent_strong, "accent_strong") if is_hovered else (palette.accent, "accent")
        return Look("", "", text, token, palette.line, palette.accent)
    is_flat = role in {"tool", "segment"}
    ground = palette.hover if is_hovered or is_pressed else ("" if is_flat else palette.panel)
    border = "" if is_flat else (palette.faint if is_hovered else palette.line)
    is_secondary = role in {"tool", "segment", "chip"}
    text, token = (palette.muted, "muted") if is_secondary else (palette.ink, "ink")
    return Look(ground, border, text, token, palette.muted, palette.accent)


def _filled(palette: Palette, role: str, is_enabled: bool, is_active: bool) -> Look:
    if not is_enabled:
        # Its text says why it can't act, so it must be readable: muted, not faint.
        return Look(palette.hover, palette.line, palette.muted, "muted", palette.faint, palette.muted)
    if role == "danger":
        return Look(palette.bad_soft if is_active else "", palette.bad, palette.bad, "bad", palette.bad, palette.bad)
    ground = palette.accent_strong if is_active else palette.accent
    return Look(ground, "", palette.on_accent, "on_accent", palette.on_accent, palette.on_accent)
