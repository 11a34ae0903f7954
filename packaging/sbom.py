"""The bill of materials in CycloneDX 1.5: what the program is made of, for tools that look for known holes in it."""

import json
import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any  # what JSON can hold
from urllib.parse import quote

from components import Component

NAMESPACE = uuid.UUID("7d0b9d3c-58c6-4a9e-9b1e-0f6f9a2d1c11")
_SPDX = re.compile(r"[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*")


def text_of(components: Sequence[Component], version: str, epoch_s: int) -> str:
    """The document, the same for the same components and the same second."""
    parts = [_part(component) for component in components]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps(parts) + version)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch_s, UTC).isoformat(),
            "component": {
                "type": "application",
                "bom-ref": "counterscan",
                "name": "counterscan",
                "version": version,
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
            },
        },
        "components": parts,
        "dependencies": [{"ref": "counterscan", "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(document, indent=1) + "\n"


def _part(component: Component) -> dict[str, Any]:
    space = "debian/" if component.kind == "deb" else ""
    purl = f"pkg:{component.kind}/{space}{quote(component.name.lower())}@{quote(component.version)}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": component.name,
        "version": component.version,
        "purl": purl,
        "licenses": [_licence(component.licence)],
    }


def _licence(said: str) -> dict[str, Any]:
    """An expression of SPDX where it is one, else the words as they are."""
    is_expression = said.split()[0].count("-") > 0 and _SPDX.fullmatch(said) is not None
    return {"expression": said} if is_expression else {"license": {"name": said}}
