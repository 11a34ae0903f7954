"""Records out of look-up answers. Only the named fields are ever taken: social security numbers, licences and all
else that must never be shown or kept is dropped here, where the answer is parsed.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from app.domain.records import Record, RecordKind
from app.remote import wire
from app.remote.wire import Fields


def patient(parsed: object) -> Record:
    """`GET /patients` and `/patients/{id}`: name as "Last, First M", and the birth date that tells two apart."""
    fields = wire.one_in(parsed, "patient")
    return Record(RecordKind.PATIENT, _id(fields), name=_person(fields), born=wire.day(fields.get("date_of_birth")))


def prescription(parsed: object) -> Record:
    """`GET /prescriptions…`: the medication as the detail; the patient's name only where the answer carries it."""
    fields = wire.one_in(parsed, "prescription")
    person = wire.within(fields, "patient")
    return Record(
        RecordKind.PRESCRIPTION,
        _id(fields),
        name=_person(person),
        born=wire.day(person.get("date_of_birth")),
        detail=wire.text(wire.within(fields, "medication").get("name")),
        patient_id=wire.id_text(fields.get("patient_id")) or wire.id_text(person.get("id")),
        when=wire.moment(fields.get("date_written")),
    )


def labelled_prescription(parsed: object, fill_id: str = "") -> Record:
    """`GET /pos/barcode/{barcode}`: the prescription that a label's fill belongs to.

    An answer about another fill than the asked one is no answer, where both are told as numbers.
    """
    fields = wire.one_in(parsed, "prescription_fill")
    told = wire.id_text(fields.get("id")).rpartition("_")[2]
    if told.isdecimal() and fill_id.isdecimal() and int(told) != int(fill_id):
        raise wire.strange("another label's fill")
    person = wire.within(fields, "patient")
    prescription_id = wire.id_text(fields.get("prescription_id"))
    if not prescription_id:
        raise wire.strange("a label without prescription")
    return Record(
        RecordKind.PRESCRIPTION,
        prescription_id,
        name=_person(person),
        born=wire.day(person.get("date_of_birth")),
        detail=wire.text(wire.within(fields, "medication").get("name")),
        patient_id=wire.id_text(person.get("id")),
    )


def delivery(parsed: object) -> Record:
    """`GET /deliveries…`: "North Austin · stop 5"; to whom and where as the detail; the day as its noon."""
    fields = wire.one_in(parsed, "delivery")
    stop = wire.id_text(fields.get("route_order"))
    return Record(
        RecordKind.DELIVERY,
        _id(fields),
        name=wire.joined(" · ", (fields.get("route"), f"stop {stop}" if stop else "")),
        detail=wire.joined(", ", (fields.get("name"), fields.get("address"), fields.get("city"))),
        when=wire.moment(fields.get("delivery_on")),
    )


def sale(parsed: object) -> Record:
    """`GET /pos/events…`: "Sale · $12.50" as the detail, when it was made."""
    fields = wire.one_in(parsed, "event", "pos_event")
    return Record(
        RecordKind.SALE,
        _id(fields),
        detail=wire.joined(" · ", ("Sale", _dollars(fields.get("total")))),
        when=wire.moment(fields.get("created_at")),
    )


def prescriptions_sold(parsed: object) -> tuple[str, ...]:
    """The IDs of the prescriptions among a sale's items, none twice."""
    items = wire.one_in(parsed, "event", "pos_event").get("items")
    told = (item.get("prescription_id") for item in items if isinstance(item, dict)) if isinstance(items, list) else ()
    return tuple(dict.fromkeys(filter(None, map(wire.id_text, told))))


def by_route(deliveries: Iterable[Fields]) -> list[Fields]:
    """Deliveries as they are driven: by route, then by stop."""
    return sorted(deliveries, key=lambda fields: (wire.text(fields.get("route")).casefold(), _stop(fields)))


def _id(fields: Fields) -> str:
    found = wire.id_text(fields.get("id"))
    if not found:
        raise wire.strange("a record without ID")
    return found


def _person(fields: Fields) -> str:
    given = wire.joined(" ", (fields.get("first_name"), fields.get("middle_initial")))
    return wire.joined(", ", (fields.get("last_name"), given)) or wire.text(fields.get("name")).strip()


def _stop(fields: Fields) -> tuple[int, str]:
    text = wire.id_text(fields.get("route_order"))
    return (int(text), "") if text.isdecimal() and len(text) < 10 else (10**9, text)


def _dollars(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return ""
    try:
        amount = Decimal(str(value))
        return f"${amount:,.2f}" if amount.is_finite() else ""
    except InvalidOperation:
        return ""
