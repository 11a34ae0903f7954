"""Examining this machine: display, keyring, folders, disk, darkroom, virus scanner, connection. Nobody's data."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.domain.errors import AppError
from app.domain.findings import Examination, Finding, Health, Inventory, OutboxTally, PolicyInForce
from app.flows.examine_scanners import examine_scanners
from app.flows.examine_updates import examine_updates
from app.flows.intake import SURVEY_JOB
from app.remote.client import DrxClient
from app.runtime.cage import Bound
from app.runtime.darkroom import Darkroom
from app.store.tally import outbox_tally
from app.system import machine, paths, settings
from app.system.key_files import VAULT_KEY_FILE_VARIABLE, read_vault_key_file
from app.system.malware_scanners import scanner_at
from app.system.policy import policy_of
from app.system.secrets import Secrets
from app.system.settings import API_KEY_VARIABLE

LITTLE_ROOM_BYTES = 1_000_000_000
SMALLEST_GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
"""A picture of one pixel, for the darkroom to look at."""


async def examine(darkroom: Darkroom, environ: Mapping[str, str], test_scan: str | None = None) -> Examination:
    """Look at everything; never raises for what it finds. `test_scan` names a scanner to scan one page with."""
    known = Inventory(__version__, machine.platform_name())
    found = [Finding("program", Health.GOOD, f"CounterScan {known.version} on {known.system}")]
    found.append(
        Finding("display", Health.GOOD, "There is a screen")
        if machine.has_display(environ)
        else Finding("display", Health.LOOK, "There is no screen: commands work, the window does not")
    )
    try:
        known = replace(known, policy=_policy_in_force(environ))
        folders = paths.prepare(paths.home(environ))
        known = replace(known, data_folder=str(folders.home), free_bytes=machine.free_bytes(folders.home))
        set_ = settings.load(folders.home, environ)
    except AppError as failure:
        return Examination((*found, Finding("folders", Health.BAD, str(failure))), known)
    found.append(Finding("folders", Health.GOOD, f"Everything is kept in {folders.home}"))
    found += _policy(known.policy)
    free = known.free_bytes or 0
    room = Health.GOOD if free >= LITTLE_ROOM_BYTES else Health.LOOK
    found.append(Finding("disk", room, f"{free / 1e9:.1f} GB are free"))
    counted, tally = await asyncio.to_thread(_outbox, folders.store)
    where, keyring = await _keyring(environ)
    found += [counted, where]
    found.append(await _darkroom(darkroom))
    found.append(await _malware(set_))
    found.append(await _connection(environ, set_))
    if set_.hot_folder:
        found.append(await asyncio.to_thread(_hot_folder, Path(set_.hot_folder)))
    asked, scanners = await examine_scanners(darkroom, folders, set_, environ, sys.platform, test_scan)
    told, updates = await asyncio.to_thread(examine_updates, folders.home, set_, datetime.now(UTC))
    found.append(told)
    store = set_.address.host if set_.address is not None else None
    known = replace(known, outbox=tally, keyring=keyring, scanners=scanners, store=store, updates=updates)
    return Examination((*found, *asked), known)


def _policy_in_force(environ: Mapping[str, str]) -> PolicyInForce:
    policy = policy_of(environ)
    unknown = (policy.defaults.keys() | policy.locked.keys()) - settings.READERS.keys()
    named = (tuple(sorted(names)) for names in (policy.locked, policy.defaults, unknown))
    return PolicyInForce(policy.by, *named)


def _policy(policy: PolicyInForce | None) -> list[Finding]:
    """What is set for this computer, by name alone: for whoever asks why a setting can't be changed."""
    if policy is None or not (policy.defaults or policy.locked):
        return []
    parts = [f"locked: {', '.join(policy.locked) or 'nothing'}"]
    parts += [f"defaults: {', '.join(policy.defaults)}"] if policy.defaults else []
    parts += [f"unknown here: {', '.join(policy.unknown)}"] if policy.unknown else []
    return [Finding("policy", Health.LOOK if policy.unknown else Health.GOOD, "; ".join(parts))]


def _outbox(store_folder: Path) -> tuple[Finding, OutboxTally | None]:
    try:
        tally = outbox_tally(store_folder)
    except AppError as failure:
        return Finding("outbox", Health.BAD, str(failure)), None
    if tally.needs_person:
        sentence = f"{tally.waiting} pages are on their way, {tally.needs_person} need a person"
        return Finding("outbox", Health.LOOK, sentence), tally
    sentence = f"{tally.waiting} pages are on their way" if tally.waiting else "Nothing waits"
    return Finding("outbox", Health.GOOD, sentence), tally


async def _keyring(environ: Mapping[str, str]) -> tuple[Finding, str | None]:
    secrets = Secrets(environ)
    try:
        place = await asyncio.to_thread(secrets.where)
    except AppError as failure:
        return _key_file(environ, failure), None
    return Finding("keyring", Health.GOOD, f"Keys are kept in the {place}"), place


def _key_file(environ: Mapping[str, str], no_keyring: AppError) -> Finding:
    """What there is instead of a keyring: the outbox needs a key from somewhere."""
    named = environ.get(VAULT_KEY_FILE_VARIABLE, "").strip()
    if not named:
        return Finding("keyring", Health.BAD, str(no_keyring))
    try:
        read_vault_key_file(Path(named))
    except AppError as failure:
        return Finding("keyring", Health.BAD, str(failure))
    sentence = f"{no_keyring.problem.title}. The outbox's key is in a file, and the API key in {API_KEY_VARIABLE}"
    return Finding("keyring", Health.LOOK, sentence)


async def _darkroom(darkroom: Darkroom) -> Finding:
    try:
        await darkroom.run(SURVEY_JOB, SMALLEST_GIF)
    except AppError as failure:
        return Finding("darkroom", Health.BAD, str(failure))
    bounds = sorted(bound.value for bound in (Bound.TIME, *darkroom.bounds))
    if len(bounds) == len(Bound):
        return Finding("darkroom", Health.GOOD, f"Pictures can be read, bounded in {_listed(bounds)}")
    lacking = sorted({bound.value for bound in Bound} - set(bounds))
    sentence = f"Pictures can be read, bounded in {_listed(bounds)}; this system does not bound {_listed(lacking)}"
    return Finding("darkroom", Health.LOOK if sys.platform == "linux" else Health.GOOD, sentence)


async def _malware(set_: settings.Settings) -> Finding:
    """How the check of what comes in stands; a scanner that is only to warn is worth a look when it is silent."""
    if set_.malware_check is settings.MalwareCheck.OFF:
        return Finding("malware", Health.GOOD, "Files are not checked for viruses: the setting malware_check is off")
    if await scanner_at(set_.clamd_address).is_there():
        return Finding("malware", Health.GOOD, "Files are checked for viruses before they are opened")
    if set_.malware_check is settings.MalwareCheck.REQUIRE:
        return Finding("malware", Health.BAD, "The virus scanner does not answer: every file is refused")
    return Finding(
        "malware", Health.LOOK, "The virus scanner does not answer: files are taken in unchecked, and marked"
    )


def _hot_folder(folder: Path) -> Finding:
    """Its path may name a person's share; that it is there, and can be tidied, is all that counts."""
    if not folder.is_dir():
        return Finding("hot folder", Health.LOOK, "The hot folder is not there: files in it are taken when it is back")
    if not os.access(folder, os.R_OK | os.W_OK):
        return Finding("hot folder", Health.BAD, "The hot folder can't be read and written by this user")
    return Finding("hot folder", Health.GOOD, "The hot folder is there")


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


async def _connection(environ: Mapping[str, str], set_: settings.Settings) -> Finding:
    if set_.address is None:
        return Finding("connection", Health.LOOK, "No store is set yet")
    try:
        key = await asyncio.to_thread(Secrets(environ).api_key, set_.address.base_url)
        client = DrxClient(set_.address, key)
        try:
            elapsed_s = await client.check()
        finally:
            await client.aclose()
    except AppError as failure:
        return Finding("connection", Health.BAD, f"{set_.address.host}: {failure}")
    return Finding("connection", Health.GOOD, f"{set_.address.host} answered in {elapsed_s * 1000:.0f} ms")
