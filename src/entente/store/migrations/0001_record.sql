-- The record, first version. Every row that states something carries the words it rests on.
-- `coding` numbers the codings in the order in which they were added; the newest one of a document
-- is its current one. `as_json` holds the same row as the JSON of `entente code`, without loss.

CREATE TABLE record_versions (
    version INTEGER NOT NULL,
    entente VARCHAR NOT NULL,
    applied TIMESTAMP NOT NULL
);
COMMENT ON TABLE record_versions IS 'Which migrations this record has seen; its presence marks a file as a record of Entente.';
COMMENT ON COLUMN record_versions.version IS 'Number of the migration file';
COMMENT ON COLUMN record_versions.entente IS 'Version of Entente that applied it';
COMMENT ON COLUMN record_versions.applied IS 'When, in UTC';

CREATE TABLE runs (
    id VARCHAR NOT NULL,
    started TIMESTAMP NOT NULL,
    finished TIMESTAMP,
    targets VARCHAR[] NOT NULL,
    entente VARCHAR NOT NULL,
    coder_key VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('running', 'finished', 'interrupted')),
    documents BIGINT NOT NULL DEFAULT 0,
    coded BIGINT NOT NULL DEFAULT 0,
    skipped BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0
);
COMMENT ON TABLE runs IS 'One row per run of `entente read` or of a caller of Record.start_run';
COMMENT ON COLUMN runs.id IS 'Identifier of the run';
COMMENT ON COLUMN runs.started IS 'When the run began, in UTC';
COMMENT ON COLUMN runs.finished IS 'When it ended, in UTC; null while it runs or after it was killed';
COMMENT ON COLUMN runs.targets IS 'What was to be read: files, folders, addresses';
COMMENT ON COLUMN runs.entente IS 'Version of Entente';
COMMENT ON COLUMN runs.coder_key IS 'Hash of coder version, model, codebook and settings';
COMMENT ON COLUMN runs.state IS 'running, finished or interrupted';
COMMENT ON COLUMN runs.documents IS 'Documents met, failed ones included';
COMMENT ON COLUMN runs.coded IS 'Documents coded';
COMMENT ON COLUMN runs.skipped IS 'Documents that the same coder had coded before';
COMMENT ON COLUMN runs.failed IS 'Documents that could not be read or coded';

CREATE TABLE documents (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    text VARCHAR NOT NULL,
    title VARCHAR,
    published DATE,
    publisher VARCHAR,
    author VARCHAR,
    author_affiliation VARCHAR,
    url VARCHAR,
    section VARCHAR,
    keywords VARCHAR[] NOT NULL,
    genre VARCHAR NOT NULL CHECK (genre IN ('news', 'opinion', 'release', 'unknown')),
    language VARCHAR,
    source VARCHAR,
    label VARCHAR,
    digest VARCHAR NOT NULL,
    PRIMARY KEY (id, version)
);
COMMENT ON TABLE documents IS 'Texts and what their sources say of them; a changed title or date adds a version';
COMMENT ON COLUMN documents.id IS 'Hash of normalised text and address';
COMMENT ON COLUMN documents.version IS 'Counts from 1; higher where the same text came back with other particulars';
COMMENT ON COLUMN documents.text IS 'Normalised text; every evidence span counts its code points';
COMMENT ON COLUMN documents.title IS 'Headline; null where the source gives none';
COMMENT ON COLUMN documents.published IS 'Day of publication; null where the source gives none';
COMMENT ON COLUMN documents.publisher IS 'Who published it';
COMMENT ON COLUMN documents.author IS 'Who wrote it';
COMMENT ON COLUMN documents.author_affiliation IS 'What the page says the author is';
COMMENT ON COLUMN documents.url IS 'Address of the page';
COMMENT ON COLUMN documents.section IS 'Section of the publication';
COMMENT ON COLUMN documents.keywords IS 'Keywords that the page gives';
COMMENT ON COLUMN documents.genre IS 'news, opinion, release or unknown';
COMMENT ON COLUMN documents.language IS 'Language tag, such as en';
COMMENT ON COLUMN documents.source IS 'File or address it was read from';
COMMENT ON COLUMN documents.label IS 'The id that the caller gave';
COMMENT ON COLUMN documents.digest IS 'Hash of the particulars that a coder reads';

CREATE TABLE codings (
    number BIGINT PRIMARY KEY,
    id VARCHAR NOT NULL,
    run VARCHAR,
    document VARCHAR NOT NULL,
    document_version INTEGER NOT NULL,
    coder VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    codebook VARCHAR NOT NULL,
    settings VARCHAR NOT NULL,
    coder_key VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    by_review BOOLEAN NOT NULL,
    added TIMESTAMP NOT NULL,
    dates JSON NOT NULL,
    places JSON NOT NULL,
    notes VARCHAR[] NOT NULL
);
COMMENT ON TABLE codings IS 'One row per run of one coder version over one document; rows are only ever added';
COMMENT ON COLUMN codings.number IS 'Order of adding in this record; other tables refer to it as coding';
COMMENT ON COLUMN codings.id IS 'Hash of document and coder';
COMMENT ON COLUMN codings.run IS 'runs.id';
COMMENT ON COLUMN codings.document IS 'documents.id';
COMMENT ON COLUMN codings.document_version IS 'documents.version that was coded';
COMMENT ON COLUMN codings.coder IS 'Version of the coder';
COMMENT ON COLUMN codings.model IS 'Hash of the language model';
COMMENT ON COLUMN codings.codebook IS 'Version of the codebook';
COMMENT ON COLUMN codings.settings IS 'Hash of the settings that change what is coded';
COMMENT ON COLUMN codings.coder_key IS 'Hash of the four columns before; a document with this key is not coded again';
COMMENT ON COLUMN codings.digest IS 'documents.digest at the time of coding';
COMMENT ON COLUMN codings.by_review IS 'True where it holds one row that a reader corrected or added';
COMMENT ON COLUMN codings.added IS 'When it was added, in UTC';
COMMENT ON COLUMN codings.dates IS 'Every date expression of the text, as JSON';
COMMENT ON COLUMN codings.places IS 'Every place of the text, as JSON';
COMMENT ON COLUMN codings.notes IS 'What could not be known, and why';

CREATE TABLE mentions (
    coding BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    actor VARCHAR,
    name VARCHAR,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    organisation VARCHAR,
    sector VARCHAR,
    person VARCHAR,
    office VARCHAR,
    countries VARCHAR[] NOT NULL,
    codes VARCHAR[] NOT NULL,
    reason VARCHAR,
    evidence_start INTEGER NOT NULL CHECK (evidence_start >= 0),
    evidence_end INTEGER NOT NULL CHECK (evidence_end > evidence_start),
    quote VARCHAR NOT NULL CHECK (length(quote) = evidence_end - evidence_start),
    sentence INTEGER NOT NULL CHECK (sentence >= 0)
);
COMMENT ON TABLE mentions IS 'Actors named in a text';
COMMENT ON COLUMN mentions.coding IS 'codings.number';
COMMENT ON COLUMN mentions.document IS 'documents.id';
COMMENT ON COLUMN mentions.position IS 'Order within the coding, from 0';
COMMENT ON COLUMN mentions.entity IS 'Mentions of one entity in a document share this number';
COMMENT ON COLUMN mentions.actor IS 'actors.id, such as CHN or CHN.PLA; null where the actor has no code';
COMMENT ON COLUMN mentions.name IS 'Name in the actor tables';
COMMENT ON COLUMN mentions.kind IS 'state, organ, person, igo, ngo, company, media, armed_group, party, group, plural or unknown';
COMMENT ON COLUMN mentions.country IS 'ISO 3166 alpha-3 (Kosovo XKX); null where there is none or it is unknown';
COMMENT ON COLUMN mentions.organisation IS 'Organisation that the actor is or speaks for';
COMMENT ON COLUMN mentions.sector IS 'PLOVER sector; null for a bare state';
COMMENT ON COLUMN mentions.person IS 'Full name of the person';
COMMENT ON COLUMN mentions.office IS 'Office that the person holds';
COMMENT ON COLUMN mentions.countries IS 'States that a plural such as "the two sides" stands for';
COMMENT ON COLUMN mentions.codes IS 'Every code by which the actor is found: its id, country, organisation, countries';
COMMENT ON COLUMN mentions.reason IS 'How the code was found, or why there is none';
COMMENT ON COLUMN mentions.evidence_start IS 'First character in documents.text, from 0';
COMMENT ON COLUMN mentions.evidence_end IS 'Character after the last';
COMMENT ON COLUMN mentions.quote IS 'The words themselves';
COMMENT ON COLUMN mentions.sentence IS 'Number of the sentence, from 0';

CREATE TABLE events (
    coding BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('actual', 'planned', 'possible', 'negated')),
    background BOOLEAN NOT NULL,
    date_from DATE,
    date_to DATE,
    date_text VARCHAR,
    date_granularity VARCHAR,
    date_basis VARCHAR NOT NULL CHECK (date_basis IN ('stated', 'relative', 'none')),
    place_text VARCHAR,
    place_name VARCHAR,
    place_country VARCHAR,
    place_admin VARCHAR,
    place_granularity VARCHAR,
    lat DOUBLE,
    lon DOUBLE,
    geonames BIGINT,
    attributed_to VARCHAR,
    plover_type VARCHAR,
    plover_mode VARCHAR,
    cameo VARCHAR,
    quad TINYINT NOT NULL CHECK (quad BETWEEN 1 AND 4),
    scale DOUBLE,
    goldstein DOUBLE,
    trigger_start INTEGER NOT NULL CHECK (trigger_start >= 0),
    trigger_end INTEGER NOT NULL CHECK (trigger_end > trigger_start),
    trigger_text VARCHAR NOT NULL,
    evidence_start INTEGER NOT NULL CHECK (evidence_start >= 0),
    evidence_end INTEGER NOT NULL CHECK (evidence_end > evidence_start),
    quote VARCHAR NOT NULL CHECK (length(quote) = evidence_end - evidence_start),
    sentence INTEGER NOT NULL CHECK (sentence >= 0),
    incident VARCHAR,
    incident_key VARCHAR,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    as_json JSON NOT NULL
);
COMMENT ON TABLE events IS 'Who did what to whom, when and where, with the words that say so';
COMMENT ON COLUMN events.coding IS 'codings.number';
COMMENT ON COLUMN events.document IS 'documents.id';
COMMENT ON COLUMN events.position IS 'Order within the coding, from 0';
COMMENT ON COLUMN events.id IS 'Hash of document, span, type and parties';
COMMENT ON COLUMN events.type IS 'PLOVER event type, such as CONSULT';
COMMENT ON COLUMN events.mode IS 'PLOVER mode, such as visit; null where the type has none or the text tells none';
COMMENT ON COLUMN events.contexts IS 'PLOVER contexts';
COMMENT ON COLUMN events.status IS 'actual, planned, possible or negated';
COMMENT ON COLUMN events.background IS 'True for what lies long before publication';
COMMENT ON COLUMN events.date_from IS 'First day on which it may have happened; null where the text tells none';
COMMENT ON COLUMN events.date_to IS 'Last such day, inclusive';
COMMENT ON COLUMN events.date_text IS 'The words of the date';
COMMENT ON COLUMN events.date_granularity IS 'day, week, month, quarter, season, year, decade or period';
COMMENT ON COLUMN events.date_basis IS 'stated in full, relative to another date, or none';
COMMENT ON COLUMN events.place_text IS 'The words of the place';
COMMENT ON COLUMN events.place_name IS 'Name in the gazetteer';
COMMENT ON COLUMN events.place_country IS 'ISO 3166 alpha-3';
COMMENT ON COLUMN events.place_admin IS 'First-order division';
COMMENT ON COLUMN events.place_granularity IS 'city, admin, country, sea, region or site';
COMMENT ON COLUMN events.lat IS 'Latitude in degrees';
COMMENT ON COLUMN events.lon IS 'Longitude in degrees';
COMMENT ON COLUMN events.geonames IS 'GeoNames id';
COMMENT ON COLUMN events.attributed_to IS 'Who the text says reports it: code, name or words; null where nobody is quoted';
COMMENT ON COLUMN events.plover_type IS 'Type in the PLOVER view, status folded in; null where that view drops the event';
COMMENT ON COLUMN events.plover_mode IS 'Mode in the PLOVER view';
COMMENT ON COLUMN events.cameo IS 'CAMEO code as text, such as 057; null where there is none';
COMMENT ON COLUMN events.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN events.scale IS 'PLOVER score, -10 to 10';
COMMENT ON COLUMN events.goldstein IS 'Goldstein score of the CAMEO code, -10 to 10';
COMMENT ON COLUMN events.trigger_start IS 'First character of the trigger';
COMMENT ON COLUMN events.trigger_end IS 'Character after the trigger';
COMMENT ON COLUMN events.trigger_text IS 'The word that names the event';
COMMENT ON COLUMN events.evidence_start IS 'First character in documents.text, from 0';
COMMENT ON COLUMN events.evidence_end IS 'Character after the last';
COMMENT ON COLUMN events.quote IS 'The words themselves';
COMMENT ON COLUMN events.sentence IS 'Number of the sentence, from 0';
COMMENT ON COLUMN events.incident IS 'Incident that the coder gave; current_events.incident joins reports across documents';
COMMENT ON COLUMN events.incident_key IS 'Hash of type and parties for dated events; null where reports cannot be joined';
COMMENT ON COLUMN events.confidence IS '0 to 1';
COMMENT ON COLUMN events.as_json IS 'The whole event as JSON';

CREATE TABLE event_parties (
    coding BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    side VARCHAR NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    actor VARCHAR,
    name VARCHAR,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    organisation VARCHAR,
    sector VARCHAR,
    person VARCHAR,
    office VARCHAR,
    countries VARCHAR[] NOT NULL,
    codes VARCHAR[] NOT NULL,
    evidence_start INTEGER NOT NULL CHECK (evidence_start >= 0),
    evidence_end INTEGER NOT NULL CHECK (evidence_end >= evidence_start),
    quote VARCHAR NOT NULL CHECK (length(quote) = evidence_end - evidence_start)
);
COMMENT ON TABLE event_parties IS 'Actors and recipients of events, one row each';
COMMENT ON COLUMN event_parties.coding IS 'codings.number';
COMMENT ON COLUMN event_parties.document IS 'documents.id';
COMMENT ON COLUMN event_parties.event IS 'events.id';
COMMENT ON COLUMN event_parties.side IS 'actor or recipient';
COMMENT ON COLUMN event_parties.position IS 'Order on its side, from 0';
COMMENT ON COLUMN event_parties.actor IS 'actors.id; null where the party has no code';
COMMENT ON COLUMN event_parties.name IS 'Name in the actor tables';
COMMENT ON COLUMN event_parties.kind IS 'As in mentions.kind';
COMMENT ON COLUMN event_parties.country IS 'ISO 3166 alpha-3';
COMMENT ON COLUMN event_parties.organisation IS 'Organisation that the party is or speaks for';
COMMENT ON COLUMN event_parties.sector IS 'PLOVER sector; null for a bare state';
COMMENT ON COLUMN event_parties.person IS 'Full name of the person';
COMMENT ON COLUMN event_parties.office IS 'Office that the person holds';
COMMENT ON COLUMN event_parties.countries IS 'States that a plural stands for';
COMMENT ON COLUMN event_parties.codes IS 'Every code by which the party is found';
COMMENT ON COLUMN event_parties.evidence_start IS 'Where the text names it: first character';
COMMENT ON COLUMN event_parties.evidence_end IS 'Character after the last';
COMMENT ON COLUMN event_parties.quote IS 'The words that name it; empty where the sentence leaves it out';

CREATE TABLE relations (
    coding BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR,
    subtype VARCHAR,
    role VARCHAR,
    areas VARCHAR[] NOT NULL,
    framework VARCHAR[] NOT NULL,
    signed_from DATE,
    signed_to DATE,
    signed_place VARCHAR,
    holds_from DATE,
    holds_to DATE,
    status VARCHAR CHECK (status IN ('in force', 'announced', 'suspended', 'ended', 'proposed')),
    trend VARCHAR CHECK (trend IN ('strengthening', 'stable', 'weakening')),
    ordinal INTEGER,
    person VARCHAR,
    office VARCHAR,
    object VARCHAR,
    evidence_start INTEGER NOT NULL CHECK (evidence_start >= 0),
    evidence_end INTEGER NOT NULL CHECK (evidence_end > evidence_start),
    quote VARCHAR NOT NULL CHECK (length(quote) = evidence_end - evidence_start),
    sentence INTEGER NOT NULL CHECK (sentence >= 0),
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    as_json JSON NOT NULL
);
COMMENT ON TABLE relations IS 'What stands between actors over time';
COMMENT ON COLUMN relations.coding IS 'codings.number';
COMMENT ON COLUMN relations.document IS 'documents.id';
COMMENT ON COLUMN relations.position IS 'Order within the coding, from 0';
COMMENT ON COLUMN relations.id IS 'Hash of document, span, kind and parties';
COMMENT ON COLUMN relations.kind IS 'partnership, membership, agreement, mechanism, cooperation, initiative, alliance, guarantee, presence, sanctions, dispute, diplomatic or office';
COMMENT ON COLUMN relations.name IS 'Its own name, such as the title of an agreement';
COMMENT ON COLUMN relations.subtype IS 'Kind of agreement: treaty, road map, memorandum and so on';
COMMENT ON COLUMN relations.role IS 'Role in a membership: member, observer, candidate and so on';
COMMENT ON COLUMN relations.areas IS 'Areas of cooperation';
COMMENT ON COLUMN relations.framework IS 'Organisations or agreements under which it stands';
COMMENT ON COLUMN relations.signed_from IS 'First day on which it may have been signed';
COMMENT ON COLUMN relations.signed_to IS 'Last such day';
COMMENT ON COLUMN relations.signed_place IS 'Where it was signed';
COMMENT ON COLUMN relations.holds_from IS 'First day on which it holds; null where not stated';
COMMENT ON COLUMN relations.holds_to IS 'Last day on which it holds; null where not stated';
COMMENT ON COLUMN relations.status IS 'in force, announced, suspended, ended or proposed';
COMMENT ON COLUMN relations.trend IS 'strengthening, stable or weakening; null where not stated';
COMMENT ON COLUMN relations.ordinal IS 'Which in a series: the 14th conference';
COMMENT ON COLUMN relations.person IS 'Holder of an office';
COMMENT ON COLUMN relations.office IS 'Office that is held';
COMMENT ON COLUMN relations.object IS 'What is disputed, linked or stationed';
COMMENT ON COLUMN relations.evidence_start IS 'First character in documents.text, from 0';
COMMENT ON COLUMN relations.evidence_end IS 'Character after the last';
COMMENT ON COLUMN relations.quote IS 'The words themselves';
COMMENT ON COLUMN relations.sentence IS 'Number of the sentence, from 0';
COMMENT ON COLUMN relations.confidence IS '0 to 1';
COMMENT ON COLUMN relations.as_json IS 'The whole relation as JSON';

CREATE TABLE relation_parties (
    coding BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    actor VARCHAR,
    name VARCHAR,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    organisation VARCHAR,
    sector VARCHAR,
    person VARCHAR,
    office VARCHAR,
    countries VARCHAR[] NOT NULL,
    codes VARCHAR[] NOT NULL,
    evidence_start INTEGER NOT NULL CHECK (evidence_start >= 0),
    evidence_end INTEGER NOT NULL CHECK (evidence_end >= evidence_start),
    quote VARCHAR NOT NULL CHECK (length(quote) = evidence_end - evidence_start)
);
COMMENT ON TABLE relation_parties IS 'Parties of relations, one row each';
COMMENT ON COLUMN relation_parties.coding IS 'codings.number';
COMMENT ON COLUMN relation_parties.document IS 'documents.id';
COMMENT ON COLUMN relation_parties.relation IS 'relations.id';
COMMENT ON COLUMN relation_parties.position IS 'Order, from 0';
COMMENT ON COLUMN relation_parties.actor IS 'actors.id; null where the party has no code';
COMMENT ON COLUMN relation_parties.name IS 'Name in the actor tables';
COMMENT ON COLUMN relation_parties.kind IS 'As in mentions.kind';
COMMENT ON COLUMN relation_parties.country IS 'ISO 3166 alpha-3';
COMMENT ON COLUMN relation_parties.organisation IS 'Organisation that the party is or speaks for';
COMMENT ON COLUMN relation_parties.sector IS 'PLOVER sector; null for a bare state';
COMMENT ON COLUMN relation_parties.person IS 'Full name of the person';
COMMENT ON COLUMN relation_parties.office IS 'Office that the person holds';
COMMENT ON COLUMN relation_parties.countries IS 'States that a plural stands for';
COMMENT ON COLUMN relation_parties.codes IS 'Every code by which the party is found';
COMMENT ON COLUMN relation_parties.evidence_start IS 'Where the text names it: first character';
COMMENT ON COLUMN relation_parties.evidence_end IS 'Character after the last';
COMMENT ON COLUMN relation_parties.quote IS 'The words that name it; empty where the sentence leaves it out';

CREATE TABLE claims (
    coding BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    holder VARCHAR,
    holder_name VARCHAR NOT NULL,
    holder_kind VARCHAR NOT NULL,
    holder_country VARCHAR,
    holder_codes VARCHAR[] NOT NULL,
    holder_role VARCHAR NOT NULL CHECK (holder_role IN ('speaker', 'author', 'publisher')),
    cue VARCHAR,
    about VARCHAR[] NOT NULL,
    events VARCHAR[] NOT NULL,
    relations VARCHAR[] NOT NULL,
    evidence_start INTEGER NOT NULL CHECK (evidence_start >= 0),
    evidence_end INTEGER NOT NULL CHECK (evidence_end > evidence_start),
    quote VARCHAR NOT NULL CHECK (length(quote) = evidence_end - evidence_start),
    sentence INTEGER NOT NULL CHECK (sentence >= 0),
    as_json JSON NOT NULL
);
COMMENT ON TABLE claims IS 'Who says what';
COMMENT ON COLUMN claims.coding IS 'codings.number';
COMMENT ON COLUMN claims.document IS 'documents.id';
COMMENT ON COLUMN claims.position IS 'Order within the coding, from 0';
COMMENT ON COLUMN claims.id IS 'Hash of document, span and holder';
COMMENT ON COLUMN claims.holder IS 'actors.id of the speaker; null where the speaker has no code';
COMMENT ON COLUMN claims.holder_name IS 'Name of the speaker, author or publisher, in the text''s words where it has no other';
COMMENT ON COLUMN claims.holder_kind IS 'As in mentions.kind';
COMMENT ON COLUMN claims.holder_country IS 'ISO 3166 alpha-3';
COMMENT ON COLUMN claims.holder_codes IS 'Every code by which the holder is found';
COMMENT ON COLUMN claims.holder_role IS 'speaker where somebody is quoted, else author or publisher';
COMMENT ON COLUMN claims.cue IS 'The word that marks the claim, such as said';
COMMENT ON COLUMN claims.about IS 'Codes of the actors it is about';
COMMENT ON COLUMN claims.events IS 'events.id of the events claimed';
COMMENT ON COLUMN claims.relations IS 'relations.id of the relations claimed';
COMMENT ON COLUMN claims.evidence_start IS 'First character in documents.text, from 0';
COMMENT ON COLUMN claims.evidence_end IS 'Character after the last';
COMMENT ON COLUMN claims.quote IS 'The words themselves';
COMMENT ON COLUMN claims.sentence IS 'Number of the sentence, from 0';
COMMENT ON COLUMN claims.as_json IS 'The whole claim as JSON';

CREATE TABLE incidents (
    id VARCHAR NOT NULL,
    incident_key VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    document VARCHAR NOT NULL
);
COMMENT ON TABLE incidents IS 'Which events report the same happening; drawn anew from the current events, one row per event';
COMMENT ON COLUMN incidents.id IS 'Hash of type, parties and first date';
COMMENT ON COLUMN incidents.incident_key IS 'events.incident_key';
COMMENT ON COLUMN incidents.event IS 'events.id';
COMMENT ON COLUMN incidents.document IS 'documents.id';

CREATE TABLE actors (
    id VARCHAR PRIMARY KEY,
    name VARCHAR,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    organisation VARCHAR,
    sector VARCHAR,
    person VARCHAR
);
COMMENT ON TABLE actors IS 'Every actor with a code that was met in a document, as it was first met';
COMMENT ON COLUMN actors.id IS 'Code, such as CHN, SCO, CHN.PLA or RUS/sergey-shoigu';
COMMENT ON COLUMN actors.name IS 'Name in the actor tables';
COMMENT ON COLUMN actors.kind IS 'As in mentions.kind';
COMMENT ON COLUMN actors.country IS 'ISO 3166 alpha-3';
COMMENT ON COLUMN actors.organisation IS 'Organisation that it is or speaks for';
COMMENT ON COLUMN actors.sector IS 'PLOVER sector';
COMMENT ON COLUMN actors.person IS 'Full name of a person';

CREATE TABLE reviews (
    number BIGINT PRIMARY KEY,
    made TIMESTAMP NOT NULL,
    reviewer VARCHAR,
    row_kind VARCHAR NOT NULL CHECK (row_kind IN ('event', 'relation', 'claim')),
    row_id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'corrected', 'added')),
    coding BIGINT,
    note VARCHAR,
    CHECK ((verdict IN ('corrected', 'added')) = (coding IS NOT NULL))
);
COMMENT ON TABLE reviews IS 'What readers decided about rows; the newest review of a row holds, the row itself stays';
COMMENT ON COLUMN reviews.number IS 'Order of adding';
COMMENT ON COLUMN reviews.made IS 'When, in UTC';
COMMENT ON COLUMN reviews.reviewer IS 'Who';
COMMENT ON COLUMN reviews.row_kind IS 'event, relation or claim';
COMMENT ON COLUMN reviews.row_id IS 'Id of the row; it outlives a new coding that finds the same row';
COMMENT ON COLUMN reviews.document IS 'documents.id';
COMMENT ON COLUMN reviews.verdict IS 'confirmed, rejected, corrected or added';
COMMENT ON COLUMN reviews.coding IS 'codings.number under which the right row stands; null where the row was confirmed or rejected';
COMMENT ON COLUMN reviews.note IS 'Why';

CREATE TABLE failures (
    run VARCHAR,
    recorded TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    label VARCHAR,
    document VARCHAR,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE failures IS 'Documents that could not be read or coded';
COMMENT ON COLUMN failures.run IS 'runs.id';
COMMENT ON COLUMN failures.recorded IS 'When, in UTC';
COMMENT ON COLUMN failures.source IS 'File, address or line';
COMMENT ON COLUMN failures.label IS 'The id that the caller gave';
COMMENT ON COLUMN failures.document IS 'documents.id where the text could be read but not coded';
COMMENT ON COLUMN failures.reason IS 'What was found and what to do';
