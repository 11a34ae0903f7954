"""The documents that are expected for each kind of record, as they stand in the settings: an object of lists."""

import json

from app.domain.documents import ExpectedDocuments, expected_of


def read_expected_documents(value: object) -> ExpectedDocuments:
    """`{"patient": ["id front"], "delivery": []}`, in the environment as JSON. Raises `ValueError`."""
    told = json.loads(value) if isinstance(value, str) else value
    if not isinstance(told, dict):
        raise ValueError('It must be an object of lists, such as {"patient": ["id front"]}')
    for documents in told.values():
        if not isinstance(documents, list) or not all(isinstance(each, str) for each in documents):
            raise ValueError("The documents of a kind of record must be a list of texts")
    return expected_of({word: [each.strip().lower() for each in documents] for word, documents in told.items()})


def plain_expected_documents(expected: ExpectedDocuments) -> dict[str, list[str]]:
    """The sets as they are saved."""
    return {kind.value: [document.words for document in documents] for kind, documents in expected.sets}
