"""What a look-up answers: catalogue values as the JSON objects of the look-up page."""

from datetime import UTC

from app.practice.catalogue import Catalogue, Delivery, Patient, Prescription, Sale

JsonObject = dict[str, object]


def wire_id(own_id: str, *, number_ids: bool) -> str | int:
    """An ID as the store answers it: the text, or in some stores only the number in it."""
    return int(own_id.rpartition("_")[2]) if number_ids else own_id


class Forms:
    """Turns catalogue values into JSON objects, with text or number IDs."""

    def __init__(self, *, number_ids: bool) -> None:
        self._number_ids = number_ids

    def id(self, own_id: str) -> str | int:
        """An ID as this store answers it."""
        return wire_id(own_id, number_ids=self._number_ids)

    def patient(self, patient: Patient) -> JsonObject:
        """A patient, with the fields that must never be shown or kept holding obviously false values."""
        number = patient.id.rpartition("_")[2]
        return {
            "id": self.id(patient.id),
            "first_name": patient.first_name,
            "last_name": patient.last_name,
            "middle_initial": patient.middle_initial or None,
            "date_of_birth": patient.born.isoformat(),
            "phone": patient.phone,
            "city": patient.city,
            "state": "TX",
            "social_security_number": f"000-00-{number[-4:]}",
            "driver_license_number": f"FAKE-LICENSE-{number}",
            "driver_license_state": "TX",
        }

    def prescription(self, prescription: Prescription) -> JsonObject:
        """A prescription as a list holds it: its patient as `patient_id`."""
        return {
            "id": self.id(prescription.id),
            "patient_id": self.id(prescription.patient_id),
            "status": prescription.status,
            "medication": {
                "id": f"med_{prescription.ndc[6:10]}",
                "name": prescription.drug,
                "ndc": prescription.ndc,
            },
            "date_written": prescription.written_on.isoformat(),
            "sig": prescription.directions,
        }

    def prescription_alone(self, prescription: Prescription, catalogue: Catalogue) -> JsonObject:
        """A prescription as it is answered alone; Okafor's carry `patient{…}` instead of `patient_id`.

        The look-up page knows both forms; the store shows both, so that nobody builds on one.
        """
        form = self.prescription(prescription)
        patient = catalogue.patient(prescription.patient_id)
        if patient.last_name == "Okafor":
            del form["patient_id"]
            form["patient"] = {
                "id": self.id(patient.id),
                "first_name": patient.first_name,
                "last_name": patient.last_name,
                "date_of_birth": patient.born.isoformat(),
            }
        return form

    def delivery(self, delivery: Delivery, catalogue: Catalogue) -> JsonObject:
        """A stop on a route; `name` is the receiver's."""
        patient = catalogue.patient(delivery.patient_id)
        return {
            "id": self.id(delivery.id),
            "external_id": delivery.external_id,
            "route": delivery.route,
            "route_order": delivery.route_order,
            "status": delivery.status,
            "delivery_on": delivery.delivery_on.isoformat(),
            "name": f"{patient.first_name} {patient.last_name}",
            "address": delivery.address,
            "city": patient.city,
            "state": "TX",
        }

    def sale(self, sale: Sale) -> JsonObject:
        """A sale with its items."""
        return {
            "id": self.id(sale.id),
            "status": sale.status,
            "total": float(sale.total),
            "created_at": sale.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "items": [
                {"prescription_id": self.id(prescription_id), "quantity": 1}
                for prescription_id in sale.prescription_ids
            ],
        }

    def fill(self, prescription: Prescription, catalogue: Catalogue) -> JsonObject:
        """The fill whose label was scanned."""
        patient = catalogue.patient(prescription.patient_id)
        return {
            "prescription_fill": {
                "id": int(prescription.fill_id) if self._number_ids else prescription.fill_id,
                "prescription_id": self.id(prescription.id),
                "status": prescription.status,
                "patient": {"id": self.id(patient.id), "name": f"{patient.last_name}, {patient.first_name}"},
                "medication": {"name": prescription.drug, "ndc": prescription.ndc},
            }
        }
