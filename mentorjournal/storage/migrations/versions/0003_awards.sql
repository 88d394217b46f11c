CREATE TABLE scheme (
    id TEXT NOT NULL,
    "key" TEXT,
    edition TEXT,
    rules TEXT,
    starts_on DATE,
    ends_on DATE,
    hand_in_by DATE,
    status TEXT,
    final TEXT,
    handed_in_on DATE,
    decided_on DATE,
    result TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE claim (
    id TEXT NOT NULL,
    category TEXT,
    meets TEXT,
    amount FLOAT,
    status TEXT,
    claim_by DATE,
    submitted_on DATE,
    authorised_on DATE,
    detail TEXT,
    statement_sent_on DATE,
    statement_expires DATE,
    statement_back_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE recommendation (
    id TEXT NOT NULL,
    direction TEXT,
    asked_on DATE,
    agreed_on DATE,
    deadline DATE,
    material TEXT,
    material_sent_on DATE,
    submitted_on DATE,
    thanked_on DATE,
    result TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE layout (
    id TEXT NOT NULL,
    document TEXT,
    rules TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE manifest (
    id TEXT NOT NULL,
    document TEXT,
    purpose TEXT,
    for_whom TEXT,
    file_name TEXT,
    sha256 TEXT,
    pages FLOAT,
    paper TEXT,
    locked BOOLEAN,
    items TEXT,
    names TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
