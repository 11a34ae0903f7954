"""What `--help` says: each command in its own words, with its exit statuses."""

from dataclasses import dataclass

from app.domain.records import RecordKind

PROGRAM = "Open the window; with files, they are on the desk. With a COMMAND, work without a window."

STATUSES = """exit status:
  0  all done
  1  something needs a person; each is named on standard error
  2  wrong use, or a setting that makes no sense
  3  not sent yet, but safe in the outbox"""

ENVIRONMENT = """environment (each is also a setting, and so is every other setting by its name in capitals):
  COUNTERSCAN_URL             the store: https://lakeside.drxapp.com, or just lakeside
  COUNTERSCAN_API_KEY         its API key; wins over the keyring
  COUNTERSCAN_HOME            the folder for everything that is kept
  COUNTERSCAN_VAULT_KEY_FILE  the outbox's key, where there is no keyring (counterscan key vault FILE)
  COUNTERSCAN_SETTLE_S        for how long a lost answer is settled before a page may be sent again"""


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A command in one line, in a few lines, and what stands below its options."""

    title: str
    more: str = ""
    epilog: str = STATUSES

    @property
    def text(self) -> str:
        """The whole description."""
        sentence = f"{self.title[0].upper()}{self.title[1:]}."
        return f"{sentence}\n{self.more}" if self.more else sentence


COMMANDS = {
    "fit": ManualPage(
        "fit every page of every file to DRX's limits and write it into a folder",
        "Nothing is sent, and no key is needed. What complies already is written byte for byte. A page that can't be\n"
        "fitted, or that may be damaged, is named, and the others go on.",
    ),
    "upload": ManualPage(
        "fit pages, put them into the outbox, send them, and wait for DRX's receipts",
        "A prescription's pages are linked to its patient: DRX is asked who that is; where it can't tell, give\n"
        "--patient beside --prescription. Every page of a PDF or TIFF becomes an image of its own. An upload that is\n"
        "interrupted is safe in the outbox, and is never sent twice. A page whose data may be damaged is named, and\n"
        "is sent only with --looked.",
    ),
    "watch": ManualPage(
        "watch a hot folder: fit, send and confirm every page of every file that appears in it",
        "It works until Ctrl+C or SIGTERM. A file is taken when nothing has changed about it for a moment, nobody\n"
        "writes it, and every page of it can be read to its end; once all of its pages are safe in the outbox it is\n"
        "moved into the folder done in DIR. Hidden files, unfinished ones (.tmp, .part, .crdownload), links and\n"
        "folders are left alone. The same content is taken once for each destination: a second copy is only moved.\n"
        "A file that stays incomplete, that can't be read, or that may be damaged is left where it lies and named\n"
        "once. With --by-barcode, a file with a page that no label gives a record is moved untouched into the folder\n"
        "needs you, and none of its pages is sent; sheets whose barcode reads PATCHT separate, and are left out.",
    ),
    "images": ManualPage(
        "list the images that DRX has for a record",
        "A record that has none, or that DRX does not know, gives an empty list. Files are never written over.",
    ),
    "find": ManualPage("look a record up by name, birth date, phone, Rx, ID or label barcode"),
    "outbox": ManualPage(
        "show what has not arrived yet, send it, try one page again or erase one",
        "Without an ACT it is listed. list and drop send nothing, and end with status 0 over pages that only wait.",
    ),
    "journal": ManualPage(
        "check the journal of who did what, or write it out for an auditor",
        "It names people at this computer and IDs of records and images, no patients, and holds no pictures.",
    ),
    "scan": ManualPage(
        "scan without a window, into a folder",
        "Each page is checked and written as it came from the scanner; nothing is sent. Pages that came before\n"
        "trouble are kept, and the trouble is named. --list shows the scanners that are there and what they can do.",
    ),
    "practice": ManualPage(
        "run the practice store and scanner on their own, on this computer alone",
        "It prints the address and the key to set, and the scanner's address to add, and serves until Ctrl+C. Its\n"
        "patients are made up, and what is sent to it is gone when it ends.",
    ),
    "tour": ManualPage(
        "drive the real window through the whole main job and save a picture of every step",
        "It works on the practice store, with sample pages, and needs no screen.",
    ),
    "doctor": ManualPage(
        "say what works on this machine and what does not, without patient data",
        "With --json also what inventories count: version, policy, outbox, free space, keyring, scanners.",
    ),
    "key": ManualPage("keep or forget the API key in the system's keyring, or make the outbox's key file"),
}

OUTBOX_ACTS = {
    "list": "list what has not arrived",
    "send": "send what waits, and wait for DRX's receipts",
    "retry": "try one page again that needs a person",
    "drop": "erase one page from this computer; what DRX has stays there",
}

JOURNAL_ACTS = {
    "verify": "say whether the journal is whole: no row changed, added or taken away",
    "export": "write the journal out, to standard output or into a new file",
}

KEY_ACTS = {
    "set": "read the API key from standard input and keep it in the keyring",
    "clear": "forget the API key",
    "vault": "make a file with the outbox's key, for machines without a keyring",
}

LINKS = {
    RecordKind.PATIENT: "a patient",
    RecordKind.PRESCRIPTION: "a prescription; the page goes to its patient, with the prescription's ID in its name",
    RecordKind.DELIVERY: "a delivery",
    RecordKind.SALE: "a sale (POS event)",
    RecordKind.ITEM: "an item; DRX can't list its images",
    RecordKind.COMPOUND_BATCH: "a compound batch; DRX can't list its images",
    RecordKind.USER: "a DRX user, for example who is scanning; DRX can't list their images",
}


def program_epilog() -> str:
    """Everything below the options of `counterscan --help`."""
    commands = "\n".join(f"  {name:<9} {page.title}" for name, page in COMMANDS.items())
    more = "counterscan COMMAND --help tells more about one of them."
    return f"commands:\n{commands}\n\n{more}\n\n{ENVIRONMENT}\n\n{STATUSES}"
