"""Outlook messages for the tests: a compound file (MS-CFB) with the streams of MS-OXMSG."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

SECTOR, MINI_SECTOR, MINI_LIMIT = 512, 64, 4096
END, FREE, FAT_SECTOR, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5

TEXT, OLD_TEXT, BINARY, INTEGER, TIME, OBJECT = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040, 0x000D

Folder = dict[str, "bytes | Folder"]
Values = Mapping[int, "str | bytes | int | datetime"]


@dataclass
class Mail:
    """What a message holds. Values are by property number; bytes under ``old`` are text in a
    code page."""

    values: Values = field(default_factory=dict)
    old: Mapping[int, bytes] = field(default_factory=dict)
    recipients: Sequence[Values] = ()
    attachments: Sequence["Values | Mail"] = ()
    kind: str = "IPM.Note"


def mail(
    body: str = "",
    subject: str = "Application",
    sender: tuple[str, str] = ("Zoë Ngũgĩ", "zoe@example.com"),
    attachments: Sequence["Values | Mail"] = (),
    **more: "str | bytes | int | datetime",
) -> Mail:
    """A message as Outlook saves it; ``more`` is by number, as ``p1013=b"<p>Hello"``."""
    values: dict[int, str | bytes | int | datetime] = {
        0x0037: subject,
        0x0C1A: sender[0],
        0x5D01: sender[1],
        0x0039: datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
    }
    if body:
        values[0x1000] = body
    values |= {int(number[1:], 16): value for number, value in more.items()}
    recipients = [{0x0C15: 1, 0x3001: "The Panel", 0x39FE: "panel@example.com"}]
    return Mail(values, {}, recipients, attachments)


def attachment(name: str, content: bytes, **more: "str | bytes | int") -> Values:
    """A file attached by value."""
    numbered = {int(number[1:], 16): value for number, value in more.items()}
    return {0x3705: 1, 0x3707: name, 0x3701: content} | numbered


def msg_file(path: Path, message: Mail) -> Path:
    """Write a message."""
    path.write_bytes(compound_file(_message(message, top=True)))
    return path


def _message(message: Mail, top: bool = False) -> Folder:
    values = {0x001A: message.kind, **message.values}
    counts = struct.pack("<4I", 0, 0, len(message.recipients), len(message.attachments))
    folder = _properties(values, message.old, b"\0" * 8 + counts + (b"\0" * 8 if top else b""))
    for i, recipient in enumerate(message.recipients):
        folder[f"__recip_version1.0_#{i:08X}"] = _properties(recipient, {}, b"\0" * 8)
    for i, one in enumerate(message.attachments):
        name = f"__attach_version1.0_#{i:08X}"
        if isinstance(one, Mail):
            inside = _properties({0x3705: 5, 0x3001: "Forwarded"}, {}, b"\0" * 8)
            inside["__substg1.0_3701000D"] = _message(one)
        else:
            inside = _properties(one, {}, b"\0" * 8)
        folder[name] = inside
    return folder


def _properties(values: Values, old: Mapping[int, bytes], head: bytes) -> Folder:
    folder: Folder = {}
    fixed: list[bytes] = []

    def stream(number: int, kind: int, data: bytes) -> None:
        folder[f"__substg1.0_{number:04X}{kind:04X}"] = data
        fixed.append(struct.pack("<HHIII", kind, number, 6, len(data), 0))

    for number, value in values.items():
        match value:
            case str():
                stream(number, TEXT, value.encode("utf-16-le"))
            case bytes():
                stream(number, BINARY, value)
            case int():
                fixed.append(struct.pack("<HHIQ", INTEGER, number, 6, value))
            case datetime():
                ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
                fixed.append(struct.pack("<HHIQ", TIME, number, 6, ticks))
    for number, data in old.items():
        stream(number, OLD_TEXT, data)
    folder["__properties_version1.0"] = head + b"".join(fixed)
    return folder


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = NOTHING
    left: int = NOTHING
    right: int = NOTHING
    start: int = END


def compound_file(folder: Folder) -> bytes:
    """Return a compound file of version 3 that holds the folders and streams given."""
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].child = _add(entries, folder)
    sectors: list[bytes] = []
    chains: list[int] = []
    mini, mini_chains = b"", []
    for entry in entries:
        if entry.kind == STREAM and entry.data and len(entry.data) < MINI_LIMIT:
            entry.start = len(mini) // MINI_SECTOR
            mini += entry.data + b"\0" * (-len(entry.data) % MINI_SECTOR)
            mini_chains += [*range(entry.start + 1, len(mini) // MINI_SECTOR), END]
    root = entries[0]
    root.data = mini
    for entry in entries:
        if entry is root or len(entry.data) >= MINI_LIMIT:
            entry.start = _store(entry.data, sectors, chains)
    directory = _store(b"".join(map(_written, entries)), sectors, chains)
    mini_fat_data = struct.pack(f"<{len(mini_chains)}I", *mini_chains)
    mini_fat_count = -(-len(mini_fat_data) // SECTOR)
    mini_fat = _store(mini_fat_data, sectors, chains, b"\xff")
    fat_count = 1
    while (len(sectors) + fat_count) * 4 > fat_count * SECTOR:
        fat_count += 1
    if fat_count > 109:
        raise ValueError("too large for a file without a chain of FAT sectors")
    fat_at = len(sectors)
    chains += [FAT_SECTOR] * fat_count
    chains += [FREE] * (fat_count * SECTOR // 4 - len(chains))
    fat = struct.pack(f"<{len(chains)}I", *chains)
    places = [*range(fat_at, fat_at + fat_count), *[FREE] * (109 - fat_count)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fat_count, directory, 0, MINI_LIMIT, mini_fat,
                          mini_fat_count, END, 0)  # fmt: skip
    return header + struct.pack("<109I", *places) + b"".join(sectors) + fat


def _add(entries: list[_Entry], folder: Folder) -> int:
    """Add what is in a folder as a balanced tree and return the tree's root."""
    places: list[int] = []
    for name in sorted(folder, key=lambda name: (len(name), name.upper())):
        value = folder[name]
        entry = _Entry(name, STREAM if isinstance(value, bytes) else STORAGE)
        places.append(len(entries))
        entries.append(entry)
        if isinstance(value, bytes):
            entry.data = value
        else:
            entry.child = _add(entries, value)

    def tree(low: int, high: int) -> int:
        if low >= high:
            return NOTHING
        middle = (low + high) // 2
        entry = entries[places[middle]]
        entry.left, entry.right = tree(low, middle), tree(middle + 1, high)
        return places[middle]

    return tree(0, len(places))


def _store(data: bytes, sectors: list[bytes], chains: list[int], fill: bytes = b"\0") -> int:
    if not data:
        return END
    start = len(sectors)
    for at in range(0, len(data), SECTOR):
        sectors.append(data[at : at + SECTOR].ljust(SECTOR, fill))
        chains.append(len(sectors))
    chains[-1] = END
    return start


def _written(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name), entry.kind, 1, entry.left, entry.right, entry.child)
        + bytes(36)
        + struct.pack("<IQ", entry.start, len(entry.data))
    )
