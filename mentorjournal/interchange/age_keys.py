"""Keys and encryption of review packets: the age format (age-encryption.org/v1), by the library pyrage."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from mentorjournal.errors import ImportRefused, InvalidRecord

HEAD: Final = b"age-encryption.org/v1\n"
_PUBLIC: Final = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_HARDEST: Final = 20
"""The largest work factor that is tried, as a power of two: 1,040 MB of memory and some seconds (measured; 18 takes
272 MB, 19 528 MB). The library chooses the factor it writes by the speed of the machine, about a second's worth, and
lets nobody fix it; 17 to 19 were seen. So a lower bound here would refuse packets of our own."""
_STANZAS: Final = 4_096
_LONGEST_LINE: Final = 1_000
"""Bytes of a line of the head: those of the format have at most 64, those of a key a hundred or two. The library
takes the square of it."""
_GROUPS: Final = 6


_DAMAGED: Final = (
    "The packet is damaged: it was cut off or changed on its way. Nothing was changed; ask for it again."
)


def new_identity() -> str:
    """A new secret key, which opens what is encrypted to its public one."""
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def public_of(identity: str) -> str:
    """The public key of a secret one. Raises InvalidRecord, which never shows what was given."""
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(identity.strip()).to_public())
    except pyrage.IdentityError:
        raise InvalidRecord("This is no secret key of the age format (AGE-SECRET-KEY-1...).") from None


def checked(public: str) -> str:
    """The public key without space around it. Raises InvalidRecord where it is none."""
    import pyrage

    key = "".join(public.split())
    try:
        if _PUBLIC.fullmatch(key):
            return str(pyrage.x25519.Recipient.from_str(key))
    except pyrage.RecipientError:
        pass
    raise InvalidRecord("This is no key for packets: one begins with age1 and has 62 characters.")


def fingerprint(public: str) -> str:
    """Six groups of five digits to compare by voice; "" for no key.

    From SHA-512 of the key, five bytes a group modulo 100,000, as Signal's numeric fingerprints encode theirs:
    https://signal.org/docs/specifications/ has the protocol, libsignal's fingerprint module the encoding. About
    99 bits, so nobody finds a second key with the same digits.
    """
    if not public:
        return ""
    digest = hashlib.sha512(b"mentorjournal packet key v1\n" + public.encode()).digest()
    parts = (digest[place * 5 : place * 5 + 5] for place in range(_GROUPS))
    return " ".join(f"{int.from_bytes(part, 'big') % 100_000:05d}" for part in parts)


def needs(data: bytes) -> str:
    """What opens an encrypted file: "passphrase", "key", or "" where it is none of the age format."""
    if not data.startswith(HEAD):
        return ""
    return "passphrase" if data[len(HEAD) :].startswith(b"-> scrypt ") else "key"


def seal(data: bytes, *, public: str = "", passphrase: str = "") -> bytes:
    """The bytes encrypted to a public key, or to a passphrase if one is given. Raises InvalidRecord."""
    import pyrage

    if passphrase:
        sealed = bytes(pyrage.passphrase.encrypt(data, passphrase))
        if _work(sealed) > _HARDEST:
            raise InvalidRecord(
                "A passphrase would make this packet too costly to open: this computer is faster than others may be. "
                "Nothing was written; encrypt it to a key."
            )
        return sealed
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(checked(public))]))


def unseal(data: bytes, *, identity: str = "", passphrase: str = "") -> bytes:
    """What was encrypted. Raises ImportRefused where it is damaged, or neither the key nor the passphrase fits."""
    import pyrage

    wanted = needs(data)
    if not wanted:
        raise ImportRefused("This is no encrypted packet. Nothing was changed.")
    if wanted == "passphrase" and not passphrase:
        raise ImportRefused(
            "This packet opens with a passphrase: ask its sender for it. Nothing was changed."
        )
    if wanted == "key" and not identity:
        raise ImportRefused("This packet opens with a key, and there is none here. Nothing was changed.")
    _refuse_hard(data)
    try:
        if wanted == "passphrase":
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity.strip())]))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise ImportRefused(_why(wanted, str(error))) from None


def _why(wanted: str, said: str) -> str:
    if "No matching keys" not in said and "Decryption failed" not in said:
        return _DAMAGED
    if wanted == "passphrase":
        return "The passphrase does not open this packet, or it was changed on its way. Nothing was changed."
    return "This packet was made for another key. Nothing was changed; ask its sender to make it for yours."


def _refuse_hard(data: bytes) -> None:
    """Raise ImportRefused for a head that would cost minutes or gigabytes before anything can be checked."""
    head, end, _ = data[: 64 * 1024].partition(b"\n---")
    if head.count(b"\n-> ") > _STANZAS:
        raise ImportRefused("This packet is made for far too many keys. Nothing was changed.")
    if not end or max(map(len, head.split(b"\n"))) > _LONGEST_LINE:
        raise ImportRefused(_DAMAGED)
    if _work(head) > _HARDEST:
        raise ImportRefused(
            "Opening this packet would take more memory than it should. Nothing was changed; ask for another one."
        )


def _work(head: bytes) -> int:
    """The largest work factor of a passphrase in a head; 0 for none."""
    found = re.finditer(rb"\n-> scrypt [^ \n]* (\d{1,9})", head[: 64 * 1024])
    return max((int(one[1]) for one in found), default=0)
