"""Who a page is for: the kinds of DRX records, and how a page is linked to one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class RecordKind(Enum):
    """What a page can be linked to. The value is our own word, used on the command line and in settings."""

    PATIENT = "patient"
    PRESCRIPTION = "prescription"
    DELIVERY = "delivery"
    SALE = "sale"
    ITEM = "item"
    COMPOUND_BATCH = "compound-batch"
    USER = "user"


class LinkField(Enum):
    """The link fields of `POST /images` (Images document), and the optional one for prescriptions (product.md)."""

    PATIENT = "patient_id"
    USER = "user_id"
    ITEM = "item_id"
    SALE = "pos_event_id"
    COMPOUND_BATCH = "compound_batch_id"
    DELIVERY = "delivery_id"
    PRESCRIPTION = "prescription_id"


LINK_FIELDS: dict[RecordKind, LinkField] = {
    RecordKind.PATIENT: LinkField.PATIENT,
    RecordKind.PRESCRIPTION: LinkField.PRESCRIPTION,
    RecordKind.DELIVERY: LinkField.DELIVERY,
    RecordKind.SALE: LinkField.SALE,
    RecordKind.ITEM: LinkField.ITEM,
    RecordKind.COMPOUND_BATCH: LinkField.COMPOUND_BATCH,
    RecordKind.USER: LinkField.USER,
}

LISTED_AS: dict[RecordKind, str] = {
    RecordKind.PATIENT: "patient",
    RecordKind.PRESCRIPTION: "prescription",
    RecordKind.DELIVERY: "delivery",
    RecordKind.SALE: "pos_event",
}
"""The kinds whose images `GET /images/{type}/{id}` lists, with the path's word for each (Images document)."""

_LISTED_LINKS = {LINK_FIELDS[kind]: kind for kind in LISTED_AS if kind is not RecordKind.PRESCRIPTION}
"""Links that can be read back; `prescription_id` is left out, because most stores do not take it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of an image: the field of the API and the ID in it."""

    field: LinkField
    record_id: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was picked or found. IDs are opaque text: never parsed, always percent-encoded in a path.

    `name` is the person or place as DRX writes it ("Alvarez, Maria"), empty when only an ID was typed; `born` is the
    patient's; `detail` is one more line (a medication, an address, a total); `patient_id` is the patient that a
    prescription or a sale belongs to; `user_id` is who is scanning, where a person has set it; `more_links` are links
    that a person asked for besides.
    """

    kind: RecordKind
    id: str
    name: str = ""
    born: date | None = None
    detail: str = ""
    patient_id: str = ""
    when: datetime | None = None
    user_id: str = ""
    more_links: tuple[Link, ...] = ()

    @property
    def title(self) -> str:
        """How the record is called where there is one line for it: its name, else its ID."""
        return self.name or self.id

    @property
    def is_listable(self) -> bool:
        """Can DRX list the images of this record? (Only then can a lost answer be settled by reading back.)"""
        return self.kind in LISTED_AS

    @property
    def needs_patient(self) -> bool:
        """A prescription is uploaded to its patient; without the patient's ID there is nothing to link to."""
        return self.kind is RecordKind.PRESCRIPTION and not self.patient_id


def links_of(record: Record, *, store_takes_prescriptions: bool = False) -> tuple[Link, ...]:
    """The link fields to send for a record; empty when the record can't be linked yet.

    A prescription has no link field in the API: it is linked to its patient, and to itself only where the store is
    known to take `prescription_id` (product.md). A sale may carry its patient too. Each field is there once: no link
    that came along takes the place of the record's own.
    """
    links: list[Link] = []
    if record.kind is RecordKind.PRESCRIPTION:
        if record.patient_id:
            links.append(Link(LinkField.PATIENT, record.patient_id))
        if store_takes_prescriptions:
            links.append(Link(LinkField.PRESCRIPTION, record.id))
    else:
        links.append(Link(LINK_FIELDS[record.kind], record.id))
        if record.patient_id and record.kind is not RecordKind.PATIENT:
            links.append(Link(LinkField.PATIENT, record.patient_id))
    if not links:  # whatever else would go along can't stand for the record itself
        return ()
    if record.user_id and record.kind is not RecordKind.USER:
        links.append(Link(LinkField.USER, record.user_id))
    once: dict[LinkField, Link] = {}
    for link in (*links, *record.more_links):
        once.setdefault(link.field, link)
    return tuple(once.values())


def linkable_kinds(record: Record) -> tuple[RecordKind, ...]:
    """What pages of this record can be filed under as well: kinds whose link field is still free.

    A prescription has none of its own, and a user is who scans.
    """
    taken = {link.field for link in links_of(record)} | {LinkField.USER, LinkField.PRESCRIPTION}
    if record.kind is RecordKind.PRESCRIPTION:
        taken.add(LinkField.PATIENT)
    return tuple(kind for kind in RecordKind if LINK_FIELDS[kind] not in taken)


def kind_of(link: Link) -> RecordKind:
    """The kind of record that a link leads to."""
    return next(kind for kind, field in LINK_FIELDS.items() if field is link.field)


def read_back_place(record: Record) -> tuple[RecordKind, str] | None:
    """Where an uploaded page of this record shows up in a listing: kind and ID, or None where DRX can't list it."""
    if record.kind is RecordKind.PRESCRIPTION:
        return (RecordKind.PATIENT, record.patient_id) if record.patient_id else None
    if record.is_listable:
        return (record.kind, record.id)
    if record.patient_id:
        return (RecordKind.PATIENT, record.patient_id)
    listed = ((_LISTED_LINKS[link.field], link.record_id) for link in links_of(record) if link.field in _LISTED_LINKS)
    return next(listed, None)
