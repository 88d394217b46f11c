CREATE TABLE packet (
    id TEXT NOT NULL,
    direction TEXT,
    author TEXT,
    author_key TEXT,
    purpose TEXT,
    file_name TEXT,
    sha256 TEXT,
    fingerprint TEXT,
    number FLOAT,
    sent_on DATE,
    opened_on DATE,
    answered_on DATE,
    contents TEXT,
    draft TEXT,
    taken TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE comment (
    id TEXT NOT NULL,
    author TEXT,
    kind TEXT,
    revision TEXT,
    part TEXT,
    section TEXT,
    quote TEXT,
    "before" TEXT,
    "after" TEXT,
    start FLOAT,
    text TEXT,
    words TEXT,
    reply TEXT,
    replied_on DATE,
    resolved_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
ALTER TABLE person RENAME TO person_1
;
CREATE TABLE person (
    id TEXT NOT NULL,
    short_name TEXT,
    roles TEXT,
    position TEXT,
    organisation TEXT,
    arena TEXT,
    tie TEXT,
    email TEXT,
    phone TEXT,
    display TEXT,
    role_label TEXT,
    pseudonym TEXT,
    consent TEXT,
    consent_on DATE,
    consent_for TEXT,
    notes TEXT,
    archived BOOLEAN,
    shares TEXT,
    packet_key TEXT,
    key_compared_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO person (id, short_name, roles, position, organisation, arena, tie, email, phone, display, role_label, pseudonym, consent, consent_on, consent_for, notes, archived, shares, packet_key, key_compared_on)
SELECT id, short_name, roles, position, organisation, arena, tie, email, phone, display, role_label, pseudonym, consent, consent_on, consent_for, notes, archived, shares, '', NULL
FROM person_1
;
DROP TABLE person_1
