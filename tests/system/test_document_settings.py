"""The expected documents in the settings: what is saved is read again, and what makes no sense is named."""

from pathlib import Path

import pytest

from app.domain.documents import DEFAULT_EXPECTED, Document, expected_of
from app.domain.errors import WrongSetting
from app.domain.pages import DocumentKind, Side
from app.domain.records import RecordKind
from app.system.settings import FILE_NAME, Settings, load, save


def test_the_sets_are_the_same_after_a_restart(tmp_path: Path) -> None:
    kept = Settings(expected_documents=expected_of({"patient": ["id back"], "sale": ["hard copy"], "delivery": []}))
    save(tmp_path, kept, {})
    assert load(tmp_path, {}) == kept


def test_there_are_usual_documents_before_anybody_set_any(tmp_path: Path) -> None:
    assert load(tmp_path, {}).expected_documents == DEFAULT_EXPECTED


def test_a_site_can_set_them_in_the_environment(tmp_path: Path) -> None:
    environ = {"COUNTERSCAN_EXPECTED_DOCUMENTS": '{"patient": [" ID front "]}'}
    expected = load(tmp_path, environ).expected_documents
    assert expected.of(RecordKind.PATIENT) == (Document(DocumentKind.ID_CARD, Side.FRONT),)


@pytest.mark.parametrize(
    "wrong", ["[]", '{"patient": "id"}', '{"patient": [1]}', '{"patient": ["visa"]}', '{"people": []}', "nonsense"]
)
def test_what_makes_no_sense_is_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / FILE_NAME).write_text("{}", encoding="utf-8")
    with pytest.raises(WrongSetting, match="COUNTERSCAN_EXPECTED_DOCUMENTS"):
        load(tmp_path, {"COUNTERSCAN_EXPECTED_DOCUMENTS": wrong})
