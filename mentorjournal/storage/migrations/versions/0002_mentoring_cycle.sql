CREATE TABLE question (
    id TEXT NOT NULL,
    importance TEXT,
    detail TEXT,
    answer TEXT,
    answered_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE advice (
    id TEXT NOT NULL,
    direction TEXT,
    need TEXT,
    detail TEXT,
    uptake TEXT,
    decided TEXT,
    result TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE decision (
    id TEXT NOT NULL,
    why TEXT,
    options TEXT,
    criteria TEXT,
    mentor_view TEXT,
    choice TEXT,
    decided_on DATE,
    review_on DATE,
    outcome TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE observation (
    id TEXT NOT NULL,
    kind TEXT,
    detail TEXT,
    followed TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
ALTER TABLE action RENAME TO action_1
;
CREATE TABLE action (
    id TEXT NOT NULL,
    due DATE,
    done_on DATE,
    priority TEXT,
    carried FLOAT,
    detail TEXT,
    let_go_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO action (id, due, done_on, priority, carried, detail, let_go_on)
SELECT id, due, done_on, priority, carried, detail, NULL
FROM action_1
;
DROP TABLE action_1
;
ALTER TABLE meeting RENAME TO meeting_1
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
    worth TEXT,
    contributions TEXT,
    support TEXT,
    timer_from TEXT,
    spent FLOAT,
    summary TEXT,
    wrapped_on DATE,
    series TEXT,
    rule TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO meeting (id, status, minutes, place, objective, notes, gave, received, roles_played, next_date, worth, contributions, support, timer_from, spent, summary, wrapped_on, series, rule)
SELECT id, status, minutes, place, objective, notes, gave, received, roles_played, next_date, '', '[]', '[]', '', NULL, '', NULL, '', ''
FROM meeting_1
;
DROP TABLE meeting_1
;
CREATE TABLE brief_line (
    id TEXT NOT NULL,
    part TEXT,
    ticked TEXT,
    position FLOAT,
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
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO person (id, short_name, roles, position, organisation, arena, tie, email, phone, display, role_label, pseudonym, consent, consent_on, consent_for, notes, archived, shares)
SELECT id, short_name, roles, position, organisation, arena, tie, email, phone, display, role_label, pseudonym, consent, consent_on, consent_for, notes, 0, ''
FROM person_1
;
DROP TABLE person_1
;
ALTER TABLE relationship RENAME TO relationship_1
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
    stage TEXT,
    roles TEXT,
    budget FLOAT,
    offered FLOAT,
    rough BOOLEAN,
    paused_until DATE,
    dual_role TEXT,
    not_for TEXT,
    closed_on DATE,
    closing_reason TEXT,
    closing_words TEXT,
    achievements TEXT,
    thanks TEXT,
    future TEXT,
    future_words TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO relationship (id, my_role, kind, purpose, phase, started_on, planned_end, cadence, minutes, stage, roles, budget, offered, rough, paused_until, dual_role, not_for, closed_on, closing_reason, closing_words, achievements, thanks, future, future_words)
SELECT id, my_role, kind, purpose, phase, started_on, planned_end, cadence, minutes, '', '[]', NULL, NULL, 0, NULL, '', '', NULL, '', '', '', '', '', ''
FROM relationship_1
;
DROP TABLE relationship_1
;
CREATE TABLE agreement (
    id TEXT NOT NULL,
    number FLOAT,
    sections TEXT,
    changes TEXT,
    agreed_by_me DATE,
    agreed_by_them DATE,
    review_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE pulse (
    id TEXT NOT NULL,
    instrument TEXT,
    scores TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE connection (
    id TEXT NOT NULL,
    follow_up DATE,
    followed_on DATE,
    result TEXT,
    thanked_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
CREATE TABLE outcome (
    id TEXT NOT NULL,
    kind TEXT,
    joint BOOLEAN,
    position TEXT,
    detail TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
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
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES record (id) ON DELETE CASCADE
)
;
INSERT INTO activity (id, category, hours, role, provider, output, verified_by, detail, credit, trains_mentoring)
SELECT id, category, hours, role, provider, output, verified_by, detail, '[]', 0
FROM activity_1
;
DROP TABLE activity_1
