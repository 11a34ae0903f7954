"""The made-up people of the practice store, their prescriptions, deliveries and sales. Nobody here exists."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Patient:
    """A made-up patient; the phone number is in the range reserved for fiction."""

    id: str
    last_name: str
    first_name: str
    middle_initial: str
    born: date
    phone: str
    city: str = "Austin"


@dataclass(frozen=True, slots=True)
class Prescription:
    """A made-up prescription with its one fill; `label` is what the label's barcode says."""

    id: str
    patient_id: str
    fill_id: str
    label_version: str
    drug: str
    directions: str
    ndc: str
    status: str
    written_on: date

    @property
    def label(self) -> str:
        """The text of the label's barcode: flag, fill, version."""
        return f"b{self.fill_id}:{self.label_version}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A made-up stop on a delivery route."""

    id: str
    external_id: str
    patient_id: str
    route: str
    route_order: int
    status: str
    delivery_on: date
    address: str


@dataclass(frozen=True, slots=True)
class Sale:
    """A made-up sale at the counter; `created_at` carries the machine's time zone."""

    id: str
    status: str
    total: str
    created_at: datetime
    prescription_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be looked up, as it stands on one day."""

    patients: tuple[Patient, ...]
    prescriptions: tuple[Prescription, ...]
    deliveries: tuple[Delivery, ...]
    sales: tuple[Sale, ...]

    def patient(self, patient_id: str) -> Patient:
        """The patient with that ID; raises KeyError."""
        for patient in self.patients:
            if patient.id == patient_id:
                return patient
        raise KeyError(patient_id)


_LONG_FIRST = "Bartholomew-Maximilian"
_LONG_LAST = "Featherstonehaugh-Wolfeschlegelsteinhausen"

PATIENTS = (
    Patient("pat_12345", "Alvarez", "Maria", "L", date(1962, 3, 14), "5125550101"),
    Patient("pat_20881", "Chen", "Daniel", "", date(1979, 11, 2), "5125550102"),
    Patient("pat_30117", "Okafor", "Ada", "N", date(1988, 7, 21), "5125550103"),
    Patient("pat_40012", "Smith", "John", "A", date(1950, 1, 5), "5125550104"),
    Patient("pat_40013", "Smith", "John", "A", date(1991, 9, 30), "5125550105"),
    Patient("pat_41500", "Núñez", "José", "", date(1973, 5, 9), "5125550106"),
    Patient("pat_42200", _LONG_LAST, _LONG_FIRST, "Q", date(1944, 12, 31), "5125550107", "Round Rock"),
    Patient("pat_43001", "O'Neill", "Siobhán", "", date(2001, 2, 28), "5125550108", "Round Rock"),
    Patient("pat_44210", "Nguyen", "Linh", "T", date(1996, 2, 29), "5125550109"),
    Patient("pat_45102", "Björnsdóttir", "Hrafnhildur", "", date(1985, 6, 17), "5125550110", "Pflugerville"),
    Patient("pat_46333", "Kowalczyk", "Zofia", "M", date(1937, 8, 15), "5125550111"),
    Patient("pat_47777", "Li", "Wei", "", date(2016, 10, 10), "5125550112"),
    Patient("pat_48018", "Alvarado", "Mario", "", date(1962, 3, 14), "5125550113", "Pflugerville"),
)

# ID, patient, fill, label version, drug, directions, days since it was written, status
_PRESCRIPTIONS = (
    ("rx_67890", "pat_12345", "209827", "a5g", "Lisinopril 10 mg", "1 tab by mouth daily #30 refills 2", 12, "filled"),
    ("rx_67891", "pat_12345", "209828", "b1m", "Atorvastatin 20 mg", "1 tab by mouth at bedtime #30", 12, "filled"),
    ("rx_70544", "pat_20881", "210031", "c2k", "Amoxicillin 500 mg", "1 cap 3 times a day #21", 2, "filled"),
    ("rx_70112", "pat_30117", "209990", "d8p", "Metformin 500 mg", "1 tab twice a day with meals #60", 5, "filled"),
    ("rx_70113", "pat_30117", "209991", "a2c", "Albuterol inhaler 90 mcg", "2 puffs as needed #1", 5, "on hold"),
    ("rx_71001", "pat_40012", "210105", "e4t", "Warfarin 5 mg", "1 tab by mouth daily #30", 40, "filled"),
    ("rx_71002", "pat_40013", "210106", "f6w", "Sertraline 50 mg", "1 tab every morning #30", 8, "filled"),
    ("rx_71230", "pat_41500", "210150", "g3h", "Omeprazole 20 mg", "1 cap before breakfast #30", 20, "filled"),
    ("rx_71342", "pat_42200", "210177", "h7d", "Hydrochlorothiazide 25 mg", "1 tab every morning #90", 33, "filled"),
    ("rx_71420", "pat_43001", "210188", "j9r", "Levothyroxine 50 mcg", "1 tab on an empty stomach #90", 61, "filled"),
    ("rx_71555", "pat_44210", "210201", "k1f", "Prednisone 10 mg", "Taper as directed #21", 1, "in progress"),
    ("rx_71666", "pat_45102", "210222", "m5b", "Sumatriptan 50 mg", "1 tab at onset of headache #9", 15, "filled"),
    ("rx_71777", "pat_46333", "210240", "n2v", "Amlodipine 5 mg", "1 tab by mouth daily #30", 90, "expired"),
    ("rx_71888", "pat_47777", "210260", "p8x", "Cetirizine 5 mg/5 mL", "5 mL by mouth daily #150", 3, "filled"),
)

# ID, external ID, patient, route, stop, status, days from today, address
_DELIVERIES = (
    ("del_12345", "EXT-0005", "pat_12345", "North Austin", 5, "out for delivery", 0, "12 Cedar Bend"),
    ("del_12346", "EXT-0006", "pat_30117", "North Austin", 6, "out for delivery", 0, "208 Mockingbird Ln"),
    ("del_12347", "EXT-0007", "pat_41500", "North Austin", 7, "ready", 0, "77 Pecan St, Apt 4"),
    ("del_12350", "EXT-0010", "pat_42200", "Round Rock", 1, "ready", 0, "1 Old Settlers Blvd"),
    ("del_12351", "EXT-0011", "pat_43001", "Round Rock", 2, "ready", 0, "9 Limestone Way"),
    ("del_12360", "EXT-0020", "pat_45102", "Pflugerville", 1, "scheduled", 1, "310 Lakeview Dr"),
    ("del_12201", "EXT-0001", "pat_46333", "North Austin", 1, "delivered", -1, "5 Juniper Ct"),
    ("del_12202", "EXT-0002", "pat_20881", "North Austin", 2, "delivered", -1, "64 Red River St"),
)

# ID, status, total in dollars, days from today, time, prescriptions
_SALES = (
    ("pos_12345", "completed", "12.50", 0, time(8, 50), ("rx_67890", "rx_67891")),
    ("pos_12346", "completed", "4.00", 0, time(9, 5), ("rx_70544",)),
    ("pos_12347", "open", "31.98", 0, time(9, 12), ("rx_71002", "rx_71555")),
    ("pos_12201", "completed", "7.25", -1, time(16, 40), ("rx_70112",)),
    ("pos_12202", "refunded", "18.00", -1, time(17, 2), ("rx_71230",)),
)


@lru_cache(maxsize=8)
def catalogue_on(today: date) -> Catalogue:
    """The catalogue as it stands on that day: deliveries are due and sales were made around it."""
    return Catalogue(
        patients=PATIENTS,
        prescriptions=tuple(
            Prescription(id_, patient, fill, version, drug, sig, _made_up_ndc(fill), status, today - timedelta(days))
            for id_, patient, fill, version, drug, sig, days, status in _PRESCRIPTIONS
        ),
        deliveries=tuple(
            Delivery(id_, external, patient, route, stop, status, today + timedelta(days), address)
            for id_, external, patient, route, stop, status, days, address in _DELIVERIES
        ),
        sales=tuple(
            Sale(id_, status, total, datetime.combine(today + timedelta(days), at).astimezone(), prescriptions)
            for id_, status, total, days, at, prescriptions in _SALES
        ),
    )


def _made_up_ndc(fill_id: str) -> str:
    """A drug code in the right shape whose labeller does not exist."""
    return f"00000-{fill_id[-4:]}-01"
