-- The current state: the newest coding of each document, with what readers decided about its rows.

CREATE VIEW current_codings AS
SELECT * FROM codings
WHERE number IN (SELECT max(number) FROM codings WHERE NOT by_review GROUP BY document);
COMMENT ON VIEW current_codings IS 'The newest coding of each document';

CREATE VIEW current_documents AS
SELECT d.* EXCLUDE (digest), c.number AS coding, c.coder, c.model, c.codebook
FROM documents d
JOIN current_codings c ON c.document = d.id AND c.document_version = d.version;
COMMENT ON VIEW current_documents IS 'Each coded document once, with the particulars that it was coded with';

CREATE VIEW current_reviews AS
SELECT * FROM reviews
WHERE number IN (SELECT max(number) FROM reviews GROUP BY row_kind, row_id, document);
COMMENT ON VIEW current_reviews IS 'The newest review of each row';

CREATE VIEW current_events AS
SELECT
    e.* REPLACE (coalesce(i.id, e.incident, e.id) AS incident),
    r.verdict AS review
FROM events e
LEFT JOIN current_reviews r ON r.row_kind = 'event' AND r.row_id = e.id AND r.document = e.document
LEFT JOIN incidents i ON i.event = e.id AND i.document = e.document
WHERE CASE
    WHEN r.verdict IN ('corrected', 'added') THEN e.coding = r.coding
    WHEN r.verdict = 'rejected' THEN false
    ELSE e.coding IN (SELECT number FROM current_codings)
END;
COMMENT ON VIEW current_events IS 'Events of the newest coding of each document, reviews applied; count(DISTINCT incident) counts happenings';

CREATE VIEW current_event_parties AS
SELECT p.* FROM event_parties p
SEMI JOIN current_events e ON e.coding = p.coding AND e.id = p.event;
COMMENT ON VIEW current_event_parties IS 'Parties of current_events';

CREATE VIEW current_relations AS
SELECT x.*, r.verdict AS review
FROM relations x
LEFT JOIN current_reviews r ON r.row_kind = 'relation' AND r.row_id = x.id AND r.document = x.document
WHERE CASE
    WHEN r.verdict IN ('corrected', 'added') THEN x.coding = r.coding
    WHEN r.verdict = 'rejected' THEN false
    ELSE x.coding IN (SELECT number FROM current_codings)
END;
COMMENT ON VIEW current_relations IS 'Relations of the newest coding of each document, reviews applied';

CREATE VIEW current_relation_parties AS
SELECT p.* FROM relation_parties p
SEMI JOIN current_relations x ON x.coding = p.coding AND x.id = p.relation;
COMMENT ON VIEW current_relation_parties IS 'Parties of current_relations';

CREATE VIEW current_claims AS
SELECT x.*, r.verdict AS review
FROM claims x
LEFT JOIN current_reviews r ON r.row_kind = 'claim' AND r.row_id = x.id AND r.document = x.document
WHERE CASE
    WHEN r.verdict IN ('corrected', 'added') THEN x.coding = r.coding
    WHEN r.verdict = 'rejected' THEN false
    ELSE x.coding IN (SELECT number FROM current_codings)
END;
COMMENT ON VIEW current_claims IS 'Claims of the newest coding of each document, reviews applied';

CREATE VIEW current_mentions AS
SELECT m.* FROM mentions m
WHERE m.coding IN (SELECT number FROM current_codings);
COMMENT ON VIEW current_mentions IS 'Mentions of the newest coding of each document';

CREATE VIEW current_dyads AS
WITH states AS (
    SELECT DISTINCT coding, event, side, unnest(list_distinct(list_append(countries, country))) AS country
    FROM current_event_parties
)
SELECT DISTINCT
    a.country AS actor, b.country AS recipient, b.side = 'actor' AS reciprocal,
    e.coding, e.id AS event, e.incident, e.document, e.type, e.mode, e.status, e.background, e.quad,
    e.scale, e.goldstein, e.date_from, e.date_to, e.attributed_to, e.confidence
FROM current_events e
JOIN states a ON a.coding = e.coding AND a.event = e.id AND a.side = 'actor'
JOIN states b ON b.coding = e.coding AND b.event = e.id AND b.country <> a.country
WHERE a.country IS NOT NULL AND b.country IS NOT NULL;
COMMENT ON VIEW current_dyads IS 'Directed pairs of states, one row per event and pair; between actors of one event both directions are listed and marked reciprocal';

CREATE VIEW current_failures AS
SELECT f.* FROM failures f
WHERE NOT EXISTS (
    SELECT 1 FROM current_documents d JOIN codings c ON c.number = d.coding
    WHERE d.source = f.source AND c.added >= f.recorded)
QUALIFY row_number() OVER (PARTITION BY f.source, f.label ORDER BY f.recorded DESC) = 1;
COMMENT ON VIEW current_failures IS 'The last failure of each source that has not been coded since';
