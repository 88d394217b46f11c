CREATE TABLE career_option (
    id TEXT NOT NULL,
    status TEXT,
    interest TEXT,
    fit TEXT,
    evidence_words TEXT,
    open_points TEXT,
    scores TEXT,
    next_step TEXT,
    review_on DATE,
    decided_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE career_step (
    id TEXT NOT NULL,
    kind TEXT,
    organisation TEXT,
    starts_on DATE,
    ends_on DATE,
    how TEXT,
    learned TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE framework (
    id TEXT NOT NULL,
    "key" TEXT,
    edition TEXT,
    source TEXT,
    levels TEXT,
    set_aside BOOLEAN,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE opportunity (
    id TEXT NOT NULL,
    kind TEXT,
    stage TEXT,
    organisation TEXT,
    url TEXT,
    amount TEXT,
    deadline DATE,
    applied_on DATE,
    interview_on DATE,
    decided_on DATE,
    why TEXT,
    requirements TEXT,
    result TEXT,
    lesson TEXT,
    again_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE "plan" (
    id TEXT NOT NULL,
    starts_on DATE,
    ends_on DATE,
    assessment TEXT,
    options_words TEXT,
    support TEXT,
    discussed_on DATE,
    review_on DATE,
    review TEXT,
    reviewed_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE project (
    id TEXT NOT NULL,
    kind TEXT,
    status TEXT,
    role TEXT,
    credit TEXT,
    starts_on DATE,
    ends_on DATE,
    purpose TEXT,
    question TEXT,
    design TEXT,
    result TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE rating (
    id TEXT NOT NULL,
    level FLOAT,
    rated_by TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE skill (
    id TEXT NOT NULL,
    code TEXT,
    domain TEXT,
    kind TEXT,
    detail TEXT,
    place FLOAT,
    wanted FLOAT,
    wanted_by DATE,
    strength BOOLEAN,
    proof TEXT,
    next_use TEXT,
    counted BOOLEAN,
    times_wanted FLOAT,
    set_aside BOOLEAN,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE sponsorship (
    id TEXT NOT NULL,
    direction TEXT,
    "before" TEXT,
    detail TEXT,
    result TEXT,
    thanked_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE template (
    id TEXT NOT NULL,
    kind TEXT,
    "key" TEXT,
    based_on TEXT,
    description TEXT,
    role TEXT,
    sections TEXT,
    mentor_sections TEXT,
    answered_with TEXT,
    low FLOAT,
    high FLOAT,
    low_label TEXT,
    high_label TEXT,
    rhythm FLOAT,
    place FLOAT,
    hidden BOOLEAN,
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
    champion BOOLEAN,
    shaped TEXT,
    met_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO person (id, short_name, roles, position, organisation, arena, tie, email, phone, display, role_label, pseudonym, consent, consent_on, consent_for, notes, archived, shares, packet_key, key_compared_on, champion, shaped, met_on)
SELECT id, short_name, roles, position, organisation, arena, tie, email, phone, display, role_label, pseudonym, consent, consent_on, consent_for, notes, archived, shares, packet_key, key_compared_on, 0, '', NULL
FROM person_1
;
DROP TABLE person_1
;
ALTER TABLE activity RENAME TO activity_1
;
CREATE TABLE activity (
    id TEXT NOT NULL,
    category TEXT,
    hours FLOAT,
    role TEXT,
    provider TEXT,
    output TEXT,
    verified_by TEXT,
    detail TEXT,
    credit TEXT,
    trains_mentoring BOOLEAN,
    times FLOAT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO activity (id, category, hours, role, provider, output, verified_by, detail, credit, trains_mentoring, times)
SELECT id, category, hours, role, provider, output, verified_by, detail, credit, trains_mentoring, NULL
FROM activity_1
;
DROP TABLE activity_1
