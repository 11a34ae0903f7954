"""The look-ups: patients, prescriptions, deliveries, sales and label barcodes, from the made-up catalogue."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from app.practice.catalogue import Catalogue, Patient, catalogue_on
from app.practice.limits import ListShape, StoreHabits
from app.practice.lookup_forms import Forms, JsonObject
from app.practice.messages import Answer, Refused, Request, json_answer

PAGE_SIZE = 20
MOST_PAGE_SIZE = 100

BIRTH_DATE_DIGITS = 8
PHONE_DIGITS = 10


class LookUps:
    """Answers the look-up calls as the look-up page says; "today" is the day on this machine."""

    def __init__(self, habits: StoreHabits, now: Callable[[], datetime]) -> None:
        self._habits = habits
        self._now = now
        self._forms = Forms(number_ids=habits.number_ids)

    def answer(self, call: tuple[str, ...], request: Request) -> Answer:
        """The answer to `call`, the parts of the path behind the prefix; `Refused` with 404 for anything else."""
        catalogue = catalogue_on(self._now().astimezone().date())
        match call:
            case ("patients",):
                return self._list_patients(catalogue, request)
            case ("prescriptions",):
                return self._list_prescriptions(catalogue, request)
            case ("deliveries",):
                return self._list_deliveries(catalogue, request)
            case ("pos", "events"):
                return self._list_sales(catalogue, request)
            case ("pos", "barcode", barcode):
                return self._fill(catalogue, barcode)
            case (*kind, record_id):
                return self._one(catalogue, tuple(kind), record_id)
        raise Refused(404, "not_found", "There is nothing at this address.")

    def _one(self, catalogue: Catalogue, kind: tuple[str, ...], record_id: str) -> Answer:
        forms = self._forms
        found: list[JsonObject]
        match kind:
            case ("patients",):
                found = [forms.patient(one) for one in catalogue.patients if self._is(one.id, record_id)]
            case ("prescriptions",):
                written = [one for one in catalogue.prescriptions if self._is(one.id, record_id)]
                found = [forms.prescription_alone(one, catalogue) for one in written]
            case ("deliveries",):
                found = [forms.delivery(one, catalogue) for one in catalogue.deliveries if self._is(one.id, record_id)]
            case ("pos", "events"):
                found = [forms.sale(one) for one in catalogue.sales if self._is(one.id, record_id)]
            case _:
                found = []
        if not found:
            raise Refused(404, "not_found", "There is nothing with this ID.")
        return json_answer(found[0])

    def _is(self, own_id: str, asked: str) -> bool:
        return str(self._forms.id(own_id)) == asked

    def _list_patients(self, catalogue: Catalogue, request: Request) -> Answer:
        query = request.parameter("q")
        found = [self._forms.patient(patient) for patient in catalogue.patients if fits(patient, query)]
        return self._counted(request, "patients", found)

    def _list_prescriptions(self, catalogue: Catalogue, request: Request) -> Answer:
        patient_id = request.parameter("patient_id")
        found = [
            self._forms.prescription(prescription)
            for prescription in catalogue.prescriptions
            if not patient_id or self._is(prescription.patient_id, patient_id)
        ]
        return self._counted(request, "prescriptions", found)

    def _list_deliveries(self, catalogue: Catalogue, request: Request) -> Answer:
        day = _day(request)
        route = request.parameter("route")
        external_id = request.parameter("external_id")
        found = [
            self._forms.delivery(delivery, catalogue)
            for delivery in catalogue.deliveries
            if (day is None or delivery.delivery_on == day)
            and (not route or delivery.route == route)
            and (not external_id or delivery.external_id == external_id)
        ]
        page = request.number("page", default=1, least=1)
        per_page = min(request.number("per_page", default=PAGE_SIZE, least=1), MOST_PAGE_SIZE)
        pages = -(-len(found) // per_page)
        pagination: JsonObject = {"page": page, "per_page": per_page, "total": len(found), "total_pages": pages}
        return self._listed("deliveries", found[(page - 1) * per_page : page * per_page], pagination)

    def _list_sales(self, catalogue: Catalogue, request: Request) -> Answer:
        day = _day(request)
        sales = [sale for sale in catalogue.sales if day is None or sale.created_at.date() == day]
        return self._counted(request, "events", [self._forms.sale(sale) for sale in sales])

    def _fill(self, catalogue: Catalogue, barcode: str) -> Answer:
        for prescription in catalogue.prescriptions:
            if prescription.label == barcode:
                return json_answer(self._forms.fill(prescription, catalogue))
        raise Refused(404, "not_found", "No label carries this barcode.")

    def _counted(self, request: Request, plural: str, found: list[JsonObject]) -> Answer:
        """The part of a list that `limit` and `offset` ask for."""
        limit = min(request.number("limit", default=PAGE_SIZE, least=1), MOST_PAGE_SIZE)
        offset = request.number("offset", default=0)
        pagination: JsonObject = {"limit": limit, "offset": offset, "total": len(found)}
        return self._listed(plural, found[offset : offset + limit], pagination)

    def _listed(self, plural: str, part: list[JsonObject], pagination: JsonObject) -> Answer:
        match self._habits.list_shape:
            case ListShape.DATA:
                return json_answer({"data": part, "pagination": pagination})
            case ListShape.SUCCESS:
                return json_answer({"success": True, plural: part, "total": pagination["total"]})
            case ListShape.BARE:
                return json_answer(part)


def fits(patient: Patient, query: str) -> bool:
    """Whether `q` means this patient: a birth date MMDDYYYY, ten digits of a phone, `last` or `last,first`.

    Parts of names are enough; case and accents do not matter. An empty query means everybody.
    """
    if query.isascii() and query.isdigit():
        if len(query) == BIRTH_DATE_DIGITS:
            return patient.born.strftime("%m%d%Y") == query
        return len(query) == PHONE_DIGITS and patient.phone == query
    last, _, first = query.partition(",")
    return _plain(last) in _plain(patient.last_name) and _plain(first) in _plain(patient.first_name)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _day(request: Request) -> date | None:
    text = request.parameter("date")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(400, "invalid_date", "'date' must be a day such as 2025-02-19.") from error
