-- Standing relations: the reports of one relation merged across documents. The relations themselves stay
-- as they were coded; these tables are drawn from them anew, like incidents.

CREATE TABLE relation_keys (
    coding BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    parties VARCHAR[] NOT NULL,
    area VARCHAR,
    words VARCHAR[] NOT NULL
);
COMMENT ON TABLE relation_keys IS 'By what reports of one relation are known: one row for each area or member of a relation';
COMMENT ON COLUMN relation_keys.coding IS 'codings.number';
COMMENT ON COLUMN relation_keys.document IS 'documents.id';
COMMENT ON COLUMN relation_keys.relation IS 'relations.id';
COMMENT ON COLUMN relation_keys.position IS 'Order within the relation, from 0';
COMMENT ON COLUMN relation_keys.key IS 'Hash of kind and parties; with the document where a party has no code';
COMMENT ON COLUMN relation_keys.parties IS 'Codes of the parties, soldiers and ministers as their state';
COMMENT ON COLUMN relation_keys.area IS 'Area of cooperation';
COMMENT ON COLUMN relation_keys.words IS 'Words of name or object by which relations between the same parties are told apart';

CREATE TABLE standing_relations (
    id VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    parties VARCHAR[] NOT NULL,
    area VARCHAR,
    name VARCHAR,
    names VARCHAR[] NOT NULL,
    subtype VARCHAR,
    person VARCHAR,
    office VARCHAR,
    object VARCHAR,
    status VARCHAR,
    level VARCHAR,
    trend VARCHAR,
    signed_from DATE,
    signed_to DATE,
    holds_from DATE,
    holds_to DATE,
    first_reported DATE,
    last_reported DATE,
    documents BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    contradictions BIGINT NOT NULL
);
COMMENT ON TABLE standing_relations IS 'Relations merged across documents, as they stand by the newest report; relations_as_of(day) gives any other day';
COMMENT ON COLUMN standing_relations.id IS 'Hash of kind, parties and what tells it apart from others between them';
COMMENT ON COLUMN standing_relations.key IS 'relation_keys.key';
COMMENT ON COLUMN standing_relations.kind IS 'As in relations.kind';
COMMENT ON COLUMN standing_relations.parties IS 'Codes of the parties';
COMMENT ON COLUMN standing_relations.area IS 'Area of cooperation';
COMMENT ON COLUMN standing_relations.name IS 'The fullest of its names';
COMMENT ON COLUMN standing_relations.names IS 'Every name that documents give it';
COMMENT ON COLUMN standing_relations.subtype IS 'Kind of agreement';
COMMENT ON COLUMN standing_relations.person IS 'Holder of an office';
COMMENT ON COLUMN standing_relations.office IS 'Office that is held';
COMMENT ON COLUMN standing_relations.object IS 'What is disputed, linked or stationed';
COMMENT ON COLUMN standing_relations.status IS 'in force, announced, suspended, ended or proposed, on the day last_reported';
COMMENT ON COLUMN standing_relations.level IS 'Declared level of a partnership, role of a member';
COMMENT ON COLUMN standing_relations.trend IS 'strengthening, stable or weakening';
COMMENT ON COLUMN standing_relations.signed_from IS 'First day on which it may have been signed, as most documents tell it';
COMMENT ON COLUMN standing_relations.signed_to IS 'Last such day';
COMMENT ON COLUMN standing_relations.holds_from IS 'First day on which it holds, as most documents tell it';
COMMENT ON COLUMN standing_relations.holds_to IS 'Last day on which it holds, as the newest document tells it';
COMMENT ON COLUMN standing_relations.first_reported IS 'Publication of the oldest document that tells of it';
COMMENT ON COLUMN standing_relations.last_reported IS 'Publication of the newest one';
COMMENT ON COLUMN standing_relations.documents IS 'How many documents tell of it';
COMMENT ON COLUMN standing_relations.reports IS 'How many relations of documents are part of it';
COMMENT ON COLUMN standing_relations.contradictions IS 'How many pairs of accounts contradict each other';

CREATE TABLE standing_reports (
    standing VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    relation VARCHAR NOT NULL
);
COMMENT ON TABLE standing_reports IS 'Which relations of documents tell of a standing relation';
COMMENT ON COLUMN standing_reports.standing IS 'standing_relations.id';
COMMENT ON COLUMN standing_reports.document IS 'documents.id';
COMMENT ON COLUMN standing_reports.relation IS 'relations.id';

CREATE TABLE standing_steps (
    standing VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    change VARCHAR NOT NULL CHECK (change IN ('opened', 'reported', 'changed', 'ended')),
    what VARCHAR NOT NULL,
    value VARCHAR,
    before VARCHAR,
    day DATE,
    last_day DATE,
    effective DATE,
    basis VARCHAR NOT NULL CHECK (basis IN ('stated', 'published', 'none')),
    status VARCHAR,
    level VARCHAR,
    trend VARCHAR,
    documents VARCHAR[] NOT NULL,
    relations VARCHAR[] NOT NULL
);
COMMENT ON TABLE standing_steps IS 'The history of standing relations, and how each stands after every step';
COMMENT ON COLUMN standing_steps.standing IS 'standing_relations.id';
COMMENT ON COLUMN standing_steps.number IS 'Order in time, from 0';
COMMENT ON COLUMN standing_steps.change IS 'opened, reported (first mention without a stated beginning), changed or ended';
COMMENT ON COLUMN standing_steps.what IS 'signed, from, until, status, level or trend';
COMMENT ON COLUMN standing_steps.value IS 'What it is after the step';
COMMENT ON COLUMN standing_steps.before IS 'What it was before';
COMMENT ON COLUMN standing_steps.day IS 'First day on which it may have come';
COMMENT ON COLUMN standing_steps.last_day IS 'Last such day';
COMMENT ON COLUMN standing_steps.effective IS 'Day from which the relation stands so';
COMMENT ON COLUMN standing_steps.basis IS 'stated where a text dates it, published where it had come by the day of publication, none';
COMMENT ON COLUMN standing_steps.status IS 'Status after the step';
COMMENT ON COLUMN standing_steps.level IS 'Level or role after the step';
COMMENT ON COLUMN standing_steps.trend IS 'Trend after the step';
COMMENT ON COLUMN standing_steps.documents IS 'documents.id of those that say so';
COMMENT ON COLUMN standing_steps.relations IS 'relations.id in each of them, in the same order';

CREATE TABLE standing_contradictions (
    standing VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    what VARCHAR NOT NULL,
    day DATE,
    one VARCHAR NOT NULL,
    one_day DATE,
    one_documents VARCHAR[] NOT NULL,
    one_relations VARCHAR[] NOT NULL,
    other VARCHAR NOT NULL,
    other_day DATE,
    other_documents VARCHAR[] NOT NULL,
    other_relations VARCHAR[] NOT NULL
);
COMMENT ON TABLE standing_contradictions IS 'Accounts of one relation that cannot both be so, side by side; neither is preferred';
COMMENT ON COLUMN standing_contradictions.standing IS 'standing_relations.id';
COMMENT ON COLUMN standing_contradictions.number IS 'Order within the relation, from 0';
COMMENT ON COLUMN standing_contradictions.what IS 'status, level, trend, signed, from or until';
COMMENT ON COLUMN standing_contradictions.day IS 'Day from which the two stand against each other';
COMMENT ON COLUMN standing_contradictions.one IS 'What one account says';
COMMENT ON COLUMN standing_contradictions.one_day IS 'Day of that account';
COMMENT ON COLUMN standing_contradictions.one_documents IS 'documents.id of those that say so';
COMMENT ON COLUMN standing_contradictions.one_relations IS 'relations.id in each of them, in the same order';
COMMENT ON COLUMN standing_contradictions.other IS 'What the other account says';
COMMENT ON COLUMN standing_contradictions.other_day IS 'Day of that account';
COMMENT ON COLUMN standing_contradictions.other_documents IS 'documents.id of those that say so';
COMMENT ON COLUMN standing_contradictions.other_relations IS 'relations.id in each of them, in the same order';

CREATE MACRO relations_as_of(as_of) AS TABLE
SELECT
    s.* EXCLUDE (contradictions) REPLACE (t.status AS status, t.level AS level, t.trend AS trend),
    t.change, t.day AS since, t.basis,
    coalesce((
        SELECT list(c.what || ': ' || c.one || ' / ' || c.other ORDER BY c.number)
        FROM standing_contradictions c
        WHERE c.standing = s.id AND (c.day IS NULL OR c.day <= as_of::DATE)), []) AS contradictions
FROM standing_relations s
JOIN (
    SELECT * FROM standing_steps WHERE effective <= as_of::DATE
    QUALIFY row_number() OVER (PARTITION BY standing ORDER BY number DESC) = 1
) t ON t.standing = s.id;
COMMENT ON MACRO TABLE relations_as_of IS 'standing_relations as they stood on a day; what had ended by then has that status';
