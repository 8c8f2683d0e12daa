"""From TOML to a profile: every key is known, every value of its kind, or the place is named.

::

    description = "What the pharmacy of the district hospital asks for."

    [thresholds]
    heaviest_package_kg = 25

    [severities]
    AT403 = "error"

    [ignored]
    AT207 = "our line numbers come from the order"

    [[known]]
    fingerprint = "9f2c4a6e8b1d3f57"
    rule = "AT302"
    reason = "weighed again on arrival; the donor's list stays as it is"
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aidtrack.errors import InvalidProfile, UnknownName
from aidtrack.findings import Known, Severity
from aidtrack.profiles.kinds import A_DAY, KINDS, as_written, is_day
from aidtrack.profiles.profile import OWN, Grading, Profile, Threshold, ThresholdValue

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

OFF = "off"
"""The word for a rule that is not to be asked."""
_KEYS = ("name", "description", "review_by", "thresholds", "severities", "ignored", "known")
_PEDIGREE = ("source", "edition", "checked")
_KNOWN = ("fingerprint", "rule", "reason")
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def profile_of_text(
    text: str, where: str, *, name: str, beneath: Mapping[str, Threshold]
) -> Profile:
    """Return the profile that a TOML text holds.

    Args:
        text: The TOML.
        where: The file, for what is said of faults in it.
        name: The profile's name, unless the text gives one.
        beneath: The thresholds that there are; none where the text is to define them.

    Raises:
        InvalidProfile: It is no TOML, or a key, threshold or value is not known.
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InvalidProfile(f"{where}: not TOML: {error}") from None
    _check_keys(data, _KEYS, "setting", where)
    severities = _table(data, "severities", where)
    ignored = _table(data, "ignored", where)
    review_by = data.get("review_by")
    if review_by is not None and not is_day(review_by):
        raise InvalidProfile(f"{where}: review_by: expected {A_DAY}, got {as_written(review_by)}")
    return Profile(
        name=_text(data.get("name", name), f"{where}: name"),
        description=_text(data.get("description", OWN), f"{where}: description"),
        review_by=review_by,
        thresholds=_thresholds(_table(data, "thresholds", where), where, beneath),
        severities=MappingProxyType(
            {
                rule: _grading(entry, f"{where}: severities.{rule}")
                for rule, entry in severities.items()
            }
        ),
        ignored=MappingProxyType(
            {
                rule: _text(reason, f"{where}: ignored.{rule}: the reason")
                for rule, reason in ignored.items()
            }
        ),
        known=_known_of(data.get("known", []), where),
    )


def read_profile(path: str | Path, beneath: Mapping[str, Threshold]) -> Profile:
    """Return the profile that a TOML file holds, by the name of the file unless it gives one.

    Raises:
        InvalidProfile: The file cannot be opened, or holds something else than a profile.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidProfile(f"{path}: cannot be opened: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InvalidProfile(f"{path}: not UTF-8; save the file in that encoding") from None
    return profile_of_text(text, str(path), name=Path(path).stem, beneath=beneath)


def _check_keys(data: Collection[str], known: Collection[str], what: str, where: str) -> None:
    for key in data:
        if key not in known:
            raise InvalidProfile(f"{where}: {UnknownName(what, key, known)}")


def _table(data: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise InvalidProfile(f"{where}: expected a table [{name}], got {as_written(table)}")
    return table


def _thresholds(
    table: Mapping[str, Any], where: str, beneath: Mapping[str, Threshold]
) -> Mapping[str, Threshold]:
    if beneath:
        _check_keys(table, beneath, "threshold", where)
    return MappingProxyType(
        {
            name: _threshold(entry, f"{where}: thresholds.{name}", beneath.get(name))
            for name, entry in table.items()
        }
    )


def _threshold(entry: Any, where: str, known: Threshold | None) -> Threshold:
    """Return a threshold, of the kind that the one beneath it has, and within its bounds."""
    parts = _parts(entry, ("meaning",) if known else ("meaning", "kind"), where)
    value = _value(parts["value"])
    kind = known.kind if known else str(parts.get("kind", ""))
    if kind not in KINDS:
        raise InvalidProfile(f"{where}: kind: expected one of {', '.join(KINDS)}, "
                             f"got {as_written(kind)}")  # fmt: skip
    if not KINDS[kind].holds(value):
        raise InvalidProfile(f"{where}: expected {KINDS[kind].expected}, got {as_written(value)}")
    return Threshold(
        value=value,
        kind=kind,
        meaning=parts.get("meaning") or (known.meaning if known else ""),
        **_pedigree(parts, where),
    )


def _value(raw: Any) -> ThresholdValue:
    """Return a value; a number may stand in quotes, so that its digits stay as they are."""
    if isinstance(raw, str) and _NUMBER.fullmatch(raw):
        return Decimal(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Decimal(raw)
    value: ThresholdValue = raw
    return value


def _grading(entry: Any, where: str) -> Grading:
    parts = _parts(entry, (), where)
    word, words = parts["value"], [*map(str, Severity), OFF]
    if word not in words:
        raise InvalidProfile(f"{where}: expected one of {', '.join(words)}, got {as_written(word)}")
    severity = None if word == OFF else Severity(word)
    return Grading(severity=severity, **_pedigree(parts, where))


def _parts(entry: Any, more: Collection[str], where: str) -> Mapping[str, Any]:
    """Return an entry as a table: a desk's own may be a bare value."""
    if not isinstance(entry, dict):
        return {"value": entry}
    _check_keys(entry, ("value", *more, *_PEDIGREE), "setting", where)
    if "value" not in entry:
        raise InvalidProfile(f"{where}: expected a value, got {', '.join(entry) or 'nothing'}")
    return entry


def _pedigree(parts: Mapping[str, Any], where: str) -> dict[str, Any]:
    checked = parts.get("checked")
    if checked is not None and not is_day(checked):
        raise InvalidProfile(f"{where}: checked: expected {A_DAY}, got {as_written(checked)}")
    edition = parts.get("edition")
    return {
        "source": _text(parts.get("source", OWN), f"{where}: source"),
        "edition": None if edition is None else _text(edition, f"{where}: edition"),
        "checked": checked,
    }


def _known_of(entries: Any, where: str) -> tuple[Known, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InvalidProfile(f"{where}: expected tables [[known]], got {as_written(entries)}")
    return tuple(
        known_of(entry, f"{where}: known {number}") for number, entry in enumerate(entries, start=1)
    )


def known_of(entry: Mapping[str, Any], where: str, more: Collection[str] = ()) -> Known:
    """Return what is known of one finding.

    Args:
        entry: Its fingerprint, its rule and the reason.
        where: Its place, for what is said of faults in it.
        more: Further keys, which people read and nothing else does.

    Raises:
        InvalidProfile: A key is missing or not known, or its value is none.
    """
    _check_keys(entry, (*_KNOWN, *more), "setting", where)
    fingerprint, rule, reason = (_text(entry.get(key), f"{where}: {key}") for key in _KNOWN)
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise InvalidProfile(f"{where}: fingerprint: expected 16 hexadecimal digits, "
                             f"got {fingerprint!r}")  # fmt: skip
    return Known(fingerprint=fingerprint, code=rule, reason=reason)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidProfile(f"{where}: expected a text in quotes, got {as_written(value)}")
    return value.strip()
