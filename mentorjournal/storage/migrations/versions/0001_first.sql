CREATE TABLE record (
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    sort INTEGER NOT NULL,
    title TEXT,
    date DATE,
    at TIME,
    time_zone TEXT,
    visibility TEXT,
    confidential BOOLEAN,
    starred BOOLEAN,
    source_id TEXT,
    created_at TEXT,
    updated_at TEXT,
    deleted_at TEXT,
    PRIMARY KEY (id),
    UNIQUE (sort)
)
;
CREATE INDEX record_by_source ON record (source_id) WHERE source_id != ''
;
CREATE INDEX record_by_type ON record (type, sort)
;
CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    started_at TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL
)
;
CREATE INDEX change_undone ON change (id) WHERE state = 'undone'
;
CREATE TABLE blob (
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256, part)
)
;
CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
)
;
CREATE TABLE reflection (
    id TEXT NOT NULL,
    template TEXT,
    sections TEXT,
    timing TEXT,
    clinical BOOLEAN,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE insight (
    id TEXT NOT NULL,
    detail TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE goal (
    id TEXT NOT NULL,
    area TEXT,
    scope TEXT,
    status TEXT,
    why TEXT,
    measure TEXT,
    strategies TEXT,
    obstacle TEXT,
    if_then TEXT,
    my_part TEXT,
    help_asked TEXT,
    start DATE,
    target DATE,
    closed_on DATE,
    changed_in_me TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE milestone (
    id TEXT NOT NULL,
    due DATE,
    original_due DATE,
    done_on DATE,
    slipped TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE action (
    id TEXT NOT NULL,
    due DATE,
    done_on DATE,
    priority TEXT,
    carried FLOAT,
    detail TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE meeting (
    id TEXT NOT NULL,
    status TEXT,
    minutes FLOAT,
    place TEXT,
    objective TEXT,
    notes TEXT,
    gave TEXT,
    received TEXT,
    roles_played TEXT,
    next_date DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE agenda_item (
    id TEXT NOT NULL,
    position FLOAT,
    discussed BOOLEAN,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE feedback (
    id TEXT NOT NULL,
    direction TEXT,
    on_what TEXT,
    model TEXT,
    sections TEXT,
    response TEXT,
    consent TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE resource (
    id TEXT NOT NULL,
    kind TEXT,
    authors TEXT,
    year FLOAT,
    published_in TEXT,
    doi TEXT,
    url TEXT,
    status TEXT,
    usefulness TEXT,
    notes TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
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
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE relationship (
    id TEXT NOT NULL,
    my_role TEXT,
    kind TEXT,
    purpose TEXT,
    phase TEXT,
    started_on DATE,
    planned_end DATE,
    cadence TEXT,
    minutes FLOAT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
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
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE attachment (
    id TEXT NOT NULL,
    sha256 TEXT,
    size FLOAT,
    media_type TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE link (
    source TEXT NOT NULL,
    role TEXT NOT NULL,
    target TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (source, role, target),
    FOREIGN KEY(source) REFERENCES record (id) ON DELETE CASCADE,
    FOREIGN KEY(target) REFERENCES record (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE INDEX link_by_target ON link (target, role, source)
;
CREATE TABLE revision (
    id INTEGER NOT NULL,
    change INTEGER NOT NULL,
    record TEXT NOT NULL,
    type TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(change) REFERENCES change (id) ON DELETE CASCADE
)
;
CREATE INDEX revision_by_change ON revision (change)
;
CREATE INDEX revision_by_record ON revision (record, id)
;
CREATE TABLE search_doc (
    sort INTEGER NOT NULL,
    record TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    people TEXT NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (sort),
    UNIQUE (record),
    FOREIGN KEY(record) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE VIRTUAL TABLE search USING fts5(title, body, people, tags, content='search_doc', content_rowid='sort', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
;
CREATE TRIGGER search_doc_added AFTER INSERT ON search_doc BEGIN INSERT INTO search(rowid, title, body, people, tags) VALUES (new.sort, new.title, new.body, new.people, new.tags); END
;
CREATE TRIGGER search_doc_removed AFTER DELETE ON search_doc BEGIN INSERT INTO search(search, rowid, title, body, people, tags) VALUES ('delete', old.sort, old.title, old.body, old.people, old.tags); END
;
CREATE TRIGGER search_doc_changed AFTER UPDATE ON search_doc BEGIN INSERT INTO search(search, rowid, title, body, people, tags) VALUES ('delete', old.sort, old.title, old.body, old.people, old.tags); INSERT INTO search(rowid, title, body, people, tags) VALUES (new.sort, new.title, new.body, new.people, new.tags); END
