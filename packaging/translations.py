"""Keeps the translations complete: finds every text of the screen, and compiles what translators wrote.

    python packaging/translations.py            add new texts to resources/translations/*.ts, leave out those that went,
                                                and compile the files that the program loads
    python packaging/translations.py --check    only say what is missing, not used any more, or not compiled

Texts are what `tr`, `self.tr` and their like are called with in `app/ui`, each under the context that Qt looks it up
in; and, under `problems`, the sentences that the floors below tell of themselves (`app.ui.problem_words` finds them,
also where numbers or names were put into them). Qt's own tool for this finds neither.
"""

import argparse
import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("es",)
PROBLEMS = "problems"
PATTERNS = FOLDER / "problem_patterns.txt"
_BELOW = ("domain", "flows", "imaging", "remote", "runtime", "scanning", "store", "system")
_SENTENCE = re.compile(r"^[A-Z][\w']* .*[a-z]", re.DOTALL)
_NO_SENTENCE = re.compile(
    r"^(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|HTTP|WIA) |[|\[]"
    r"|^(JPEG|TIFF|PNG|HEIC|Deflate|MuPDF|SQLite's|AMSI|API key) (?!file)|^Windows|^Secret Service"
    r"|^It must be|label pattern|^A check digit|^It can't be told where"
)
"""Statements to the database, words for the log and for "Details", types, names of other programs, and what only the
author of a settings file reads."""
_FOR_TERMINALS = ("examine.py", "examine_scanners.py", "examine_updates.py")
"""What `doctor` says stays as scripts and support know it."""
_PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")
_MAY_GO = frozenset({"article"})
"""Not every language has an `a` or `an` before a noun."""
_TRANSLATORS = frozenset({"tr", "_say", "say"})


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text to translate, and the context that it is looked up in."""

    context: str
    source: str


class Unfound(Exception):
    """A call to translate whose context nobody can tell."""


def texts() -> list[Text]:
    """Every text of the screen, in order."""
    found = {text for path in sorted((ROOT / "app" / "ui").rglob("*.py")) for text in _of_screen(path)}
    found |= {Text(PROBLEMS, sentence) for name in _BELOW for sentence in _sentences(ROOT / "app" / name)}
    return sorted(found)


# --- the screen ----------------------------------------------------------------------------------------------------


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _of_screen(path: Path) -> Iterator[Text]:
    def walk(node: ast.AST, class_name: str) -> Iterator[Text]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.ClassDef) else class_name
            if isinstance(child, ast.Call):
                context, argument = _translated(child, path, inside)
                if argument is not None:
                    yield from (Text(context, source) for source in _literals(argument))
            yield from walk(child, inside)

    yield from walk(_tree(path), "")


def _translated(call: ast.Call, path: Path, class_name: str) -> tuple[str, ast.expr | None]:
    """The context and the text of a call; no text where it translates nothing."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="self" | "cls"), attr="tr"):
            return class_name, call.args[0]
        case ast.Attribute(attr="translate") | ast.Name(id="say" | "_say") if len(call.args) == 2:
            if isinstance(call.args[0], ast.Constant):
                return str(call.args[0].value), call.args[1]
        case ast.Name(id=name) if name in _TRANSLATORS and len(call.args) == 1:
            return _context_of(name, path), call.args[0]
        case _:
            pass
    return "", None


@cache
def _context_of(name: str, path: Path) -> str:
    """The context that a module's own function for translating uses, or the one that it imports."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
                    first = inner.args[0] if inner.args else None
                    if inner.func.attr == "translate" and isinstance(first, ast.Constant):
                        return str(first.value)
        if isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names):
            return _context_of(name, ROOT / f"{(node.module or '').replace('.', '/')}.py")
    raise Unfound(f"{path.relative_to(ROOT)}: nobody can tell the context of {name}()")


def _literals(argument: ast.expr) -> Iterator[str]:
    for node in ast.walk(argument):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


# --- the floors below ----------------------------------------------------------------------------------------------


def _sentences(folder: Path) -> Iterator[str]:
    """The sentences of a floor; what is put into them stands as `{0}`, `{1}`."""
    for path in sorted(folder.rglob("*.py")):
        if path.name in _FOR_TERMINALS:
            continue
        tree = _tree(path)
        aside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        aside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            sentence = _sentence(node) if id(node) not in aside else None
            if sentence and _SENTENCE.search(sentence) and not _NO_SENTENCE.search(sentence):
                yield sentence


def _sentence(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        count = iter(range(len(node.values)))
        return "".join(str(v.value) if isinstance(v, ast.Constant) else f"{{{next(count)}}}" for v in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# --- the files of the translators ----------------------------------------------------------------------------------


def source_file(language: str) -> Path:
    """What translators write, in the format of Qt Linguist."""
    return FOLDER / f"counterscan_{language}.ts"


def compiled_file(language: str) -> Path:
    """What the program loads."""
    return FOLDER / f"counterscan_{language}.qm"


def written(language: str) -> dict[Text, str]:
    """What is translated so far; empty where a translator has not come to it."""
    path = source_file(language)
    if not path.exists():
        return {}
    return {
        Text(context.findtext("name") or "", message.findtext("source") or ""): message.findtext("translation") or ""
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def write(language: str, translations: dict[Text, str]) -> None:
    """Write the file anew, in order, so that a change is seen as one."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context, named = root, ""
    for text in sorted(translations):
        if text.context != named or context is root:
            context, named = ElementTree.SubElement(root, "context"), text.context
            ElementTree.SubElement(context, "name").text = text.context
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text.source
        translation = ElementTree.SubElement(message, "translation")
        translation.text = translations[text]
        if not translations[text]:
            translation.set("type", "unfinished")
    ElementTree.indent(root)
    written_out = ElementTree.tostring(root, encoding="unicode")
    source_file(language).write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{written_out}\n', encoding="utf-8"
    )


def compile_into(language: str, target: Path) -> None:
    """Make what the program loads; Qt's own tool does it."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    command = [str(tool), "-silent", str(source_file(language)), "-qm", str(target)]
    subprocess.run(command, check=True)


# --- what is wrong -------------------------------------------------------------------------------------------------


def patterns() -> str:
    """The sentences of the floors below with something put into them, as the file that the program reads."""
    lines = sorted(text.source for text in texts() if text.context == PROBLEMS and places(text.source))
    return "".join(f"{line}\n" for line in lines)


def faults(language: str) -> list[str]:
    """What a translator, or whoever changed a text, still has to do: one line each."""
    known, wanted = written(language), set(texts())
    lines = [f"missing: {text.context}: {text.source}" for text in sorted(wanted) if not known.get(text)]
    lines += [f"not used any more: {text.context}: {text.source}" for text in sorted(set(known) - wanted)]
    lines += [
        f"other places to fill than in English: {text.context}: {text.source} -> {said}"
        for text, said in sorted(known.items())
        if said and [place for place in places(text.source) if place not in _MAY_GO] != places(said)
    ]
    if not PATTERNS.exists() or PATTERNS.read_text(encoding="utf-8") != patterns():
        lines.append(f"not written: {PATTERNS.name}")
    return lines + ([] if _is_compiled(language) else [f"not compiled: {compiled_file(language).name}"])


def places(text: str) -> list[str]:
    """The places of a text that are filled: `{count}`, `{name}`."""
    return sorted(_PLACEHOLDER.findall(text))


def _is_compiled(language: str) -> bool:
    if not (source_file(language).exists() and compiled_file(language).exists()):
        return False
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        compile_into(language, made)
        return made.read_bytes() == compiled_file(language).read_bytes()


def renew(language: str) -> None:
    """Take in new texts, leave out what went, compile."""
    known = written(language)
    write(language, {text: known.get(text, "") for text in texts()})
    compile_into(language, compiled_file(language))
    PATTERNS.write_text(patterns(), encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Renew or check every language; 0 where nothing is left to do."""
    parser = argparse.ArgumentParser(prog="translations", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args(words)
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES if not chosen.check else ():
        renew(language)
    lines = [f"{language}: {line}" for language in LANGUAGES for line in faults(language)]
    _say(lines)
    return 1 if lines else 0


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
