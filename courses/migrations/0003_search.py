"""The search index: functions, the one definition of its rows, and the triggers that keep it.

Whoever writes courses, classes or schools knows nothing of the search; PostgreSQL brings the index in line in
the same transaction. ``courses_searchsource`` says what the rows must be, ``courses.invariants`` compares.
The numbers of the bits are those of ``courses.search.rules.bits.Bit``.
"""

from django.db import migrations

FUNCTIONS = r"""
-- Small ASCII letters, with ae, oe and aa for the Danish letters: amu.kernel.folding.fold in SQL.
CREATE FUNCTION courses_fold(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(normalize(replace(replace(replace(replace(replace(replace(
    translate(normalize(regexp_replace(written,
        '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]', '', 'g'),
        NFC), 'ÆØÅÖÄÜẞü', 'æøåöäyßy'),
    'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), 'ö', 'oe'), 'ä', 'ae'), 'ß', 'ss'), NFKD), '[^ -~]', '', 'g'));

CREATE FUNCTION courses_narrow(folded text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(replace(folded, 'ae', 'a'), 'oe', 'o'), 'aa', 'a');

-- Folded words, each between spaces; those with a hyphen also in their parts; then as typed without Danish letters.
CREATE FUNCTION courses_spaced(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    whole text[] := ARRAY(SELECT m[1] FROM regexp_matches(
        courses_fold(written), '[0-9a-z]+(?:-[0-9a-z]+)*', 'g') WITH ORDINALITY AS f(m, place) ORDER BY place);
    wide text := array_to_string(whole || ARRAY(
        SELECT part FROM unnest(whole) WITH ORDINALITY AS w(word, place),
            regexp_split_to_table(word, '-') WITH ORDINALITY AS p(part, inside)
        WHERE position('-' IN word) > 0 ORDER BY place, inside), ' ');
BEGIN
    IF courses_narrow(wide) = wide THEN
        RETURN ' ' || wide || ' ';
    END IF;
    RETURN ' ' || wide || ' | ' || courses_narrow(wide) || ' ';
END $$;

-- The words of a text as they are written, folded, each once and without the punctuation around it.
CREATE FUNCTION courses_vocabulary(written text) RETURNS TABLE (folded text, word text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT DISTINCT ON (courses_fold(w)) courses_fold(w), w
    FROM regexp_split_to_table(lower(written), '[\s/]+') AS raw, btrim(raw, '.,:;()"''-–+') AS w
    WHERE courses_fold(w) ~ '^[a-z]{4,80}$' ORDER BY courses_fold(w), w;
$$;

-- The last day to apply: courses.classes.rules.joining.last_day_to_apply in SQL. least() passes over a missing day.
CREATE FUNCTION courses_apply_by(enrol_by date, starts_on date, ends_on date, is_open_workshop boolean)
RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN least(enrol_by, CASE WHEN is_open_workshop THEN ends_on ELSE starts_on - 1 END);

CREATE INDEX courses_municipality_folded ON courses_municipality (courses_fold(name) text_pattern_ops);
CREATE INDEX courses_municipality_full_folded ON courses_municipality (courses_fold(full_name) text_pattern_ops);
CREATE INDEX courses_postalcode_folded ON courses_postalcode (courses_fold(city) text_pattern_ops);
"""

SOURCES = r"""
-- Every place a course may be held at: a location's id, minus a provider's for its own address, 0 for none.
CREATE VIEW courses_searchplace AS
SELECT p.place::int AS place, coalesce(p.municipality_id, z.municipality_id) AS town,
    coalesce(p.latitude, z.latitude, m.latitude) AS latitude,
    coalesce(p.longitude, z.longitude, m.longitude) AS longitude
FROM (SELECT id AS place, postal_code, municipality_id, latitude, longitude FROM courses_location
      UNION ALL
      SELECT -id, postal_code, municipality_id, latitude, longitude FROM courses_provider) p
LEFT JOIN courses_postalcode z ON z.code = p.postal_code
LEFT JOIN courses_municipality m ON m.code = coalesce(p.municipality_id, z.municipality_id);

CREATE VIEW courses_searchtext AS
SELECT c.id AS course_id, t.title, t.title || courses_spaced(concat_ws(' ', c.short_label, c.subject_area,
        f.number || ' ' || f.name)) AS words
FROM courses_course c LEFT JOIN courses_competencefield f ON f.number = c.competence_field_id
CROSS JOIN LATERAL (SELECT courses_spaced(
    CASE c.part WHEN '' THEN c.number || ' ' || c.number
         ELSE c.number || '-' || c.part || ' ' || c.number || ' ' || c.number || c.part END
    || ' ' || c.title) AS title) t;

CREATE VIEW courses_searchsource AS
SELECT row.course_id, row.run_id, row.provider_id, row.place, coalesce(place.town, '0')::int AS town,
    row.starts_on, row.enrol_by,
    row.bits::bigint
    | coalesce(1::bigint << 31 + array_position(ARRAY['amu_centre', 'vocational_school', 'sosu_school',
        'agricultural_school', 'private_provider'], provider.kind::text), 0)
    | CASE WHEN town.region_code ~ '^10(8[1-9]|9[0-6])$' THEN 1::bigint << 40 + (town.region_code::int - 1081)
        ELSE 0 END AS bits
FROM (
    -- The ids as the tables have them: a condition on a cast would be asked only after every row had been made.
    SELECT rc.course_id, rc.run_id, r.provider_id::int,
        -- A class whose place is not stated is looked for at its school, unless nobody has to go there.
        coalesce(r.location_id, CASE WHEN r.form = 'distance' THEN 0 ELSE -r.provider_id END)::int AS place,
        r.starts_on, courses_apply_by(r.enrol_by, r.starts_on, r.ends_on, r.is_open_workshop) AS enrol_by,
        1
        | CASE r.form WHEN 'day' THEN 2 WHEN 'evening' THEN 4 WHEN 'weekend' THEN 8 WHEN 'distance' THEN 16
            ELSE 32 END
        | CASE WHEN length(h.t) > 11 OR h.t NOT LIKE '%_.__-%_.__' OR translate(h.t, '0123456789', '') <> '.-.'
            THEN 256
            WHEN split_part(split_part(h.t, '-', 2), '.', 1)::int * 60 + split_part(h.t, '.', 3)::int
               - split_part(h.t, '.', 1)::int * 60 - split_part(split_part(h.t, '-', 1), '.', 2)::int >= 420
            THEN 64 ELSE 128 END  -- a full day of teaching is told to last seven hours or more
        | CASE WHEN r.in_foreign_language THEN 1024 ELSE 512 END
        | CASE WHEN c.is_second_language THEN 2048 ELSE 0 END
        | CASE WHEN rc.days <= 1 THEN 4096 WHEN rc.days <= 3 THEN 8192 WHEN rc.days <= 5 THEN 16384
            ELSE 32768 END
        | CASE WHEN r.is_guaranteed THEN 131072 ELSE 0 END
        | CASE WHEN r.capacity > r.seats_elsewhere + r.seats_taken THEN 262144 ELSE 0 END
        | CASE WHEN r.published_price = 0
            OR bool_and(c.is_free OR rc.target_price IS NOT DISTINCT FROM 0) OVER (PARTITION BY rc.run_id)
            THEN 524288 ELSE 0 END AS bits
    FROM courses_runcourse rc
    JOIN courses_courserun r ON r.id = rc.run_id
    JOIN (SELECT id, title ~ '(^|[^[:alnum:]])F/I([^[:alnum:]]|$)' OR title ILIKE '%andetsprog%' AS is_second_language,
            fee_exempt = 'yes' OR fee_exempt = 'unknown' AND kind = 'rkv' AS is_free FROM courses_course) c
        ON c.id = rc.course_id
    CROSS JOIN LATERAL (SELECT translate(r.hours, ':– ', '.-') AS t) h
    WHERE r.status = 'published'
    UNION ALL
    -- A school that was seen holding the course; and the course itself, so that one without dates is found too.
    SELECT c.id, NULL::bigint, s.provider_id::int, -s.provider_id::int, DATE '9999-12-31', DATE '9999-12-31',
        CASE WHEN c.title ~ '(^|[^[:alnum:]])F/I([^[:alnum:]]|$)' OR c.title ILIKE '%andetsprog%'
            THEN 2048 ELSE 0 END
        | CASE WHEN c.duration_days IS NULL THEN 65536 WHEN c.duration_days <= 1 THEN 4096
            WHEN c.duration_days <= 3 THEN 8192 WHEN c.duration_days <= 5 THEN 16384 ELSE 32768 END
        | CASE WHEN c.fee_exempt = 'yes' OR c.fee_exempt = 'unknown' AND c.kind = 'rkv' THEN 524288 ELSE 0 END
    FROM courses_course c
    JOIN (SELECT course_id, provider_id FROM courses_courseprovider
          UNION ALL SELECT id, 0 FROM courses_course) s ON s.course_id = c.id
) row
LEFT JOIN courses_provider provider ON provider.id = row.provider_id
LEFT JOIN courses_searchplace place ON place.place = row.place
LEFT JOIN courses_municipality town ON town.code = place.town;
"""

UPKEEP = r"""
CREATE FUNCTION courses_search_runs(runs bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM courses_searchrow WHERE run_id = ANY(runs);
    INSERT INTO courses_searchrow (course_id, run_id, provider_id, place, town, starts_on, enrol_by, bits)
        SELECT * FROM courses_searchsource WHERE run_id = ANY(runs);
$$;

CREATE FUNCTION courses_search_courses(courses bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM courses_searchrow WHERE run_id IS NULL AND course_id = ANY(courses);
    INSERT INTO courses_searchrow (course_id, run_id, provider_id, place, town, starts_on, enrol_by, bits)
        SELECT * FROM courses_searchsource WHERE run_id IS NULL AND course_id = ANY(courses);
    SELECT courses_search_runs(ARRAY(SELECT DISTINCT run_id FROM courses_runcourse WHERE course_id = ANY(courses)));
$$;

CREATE FUNCTION courses_search_words(courses bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO courses_coursetext AS old (course_id, title, words, document)
        SELECT course_id, title, words, to_tsvector('danish', words)
        FROM courses_searchtext WHERE course_id = ANY(courses)
        ON CONFLICT (course_id) DO UPDATE
            SET title = excluded.title, words = excluded.words, document = excluded.document
            WHERE (old.title, old.words) IS DISTINCT FROM (excluded.title, excluded.words);
    DELETE FROM courses_searchword WHERE course_id = ANY(courses);
    INSERT INTO courses_searchword (course_id, folded, word)
        SELECT c.id, v.folded, v.word
        FROM courses_course c, courses_vocabulary(concat_ws(' ', c.title, c.short_label)) v
        WHERE c.id = ANY(courses);
$$;

-- Everything anew where it differs; rows that are right stay as they are, and writers of classes wait.
CREATE FUNCTION courses_search_rebuild() RETURNS void LANGUAGE plpgsql
SET statement_timeout = 0 SET work_mem = '256MB' AS $$
BEGIN
    LOCK TABLE courses_searchrow IN SHARE ROW EXCLUSIVE MODE;
    CREATE TEMPORARY TABLE meant ON COMMIT DROP AS SELECT * FROM courses_searchsource;
    DELETE FROM courses_searchrow WHERE id IN (
        SELECT s.id FROM courses_searchrow s LEFT JOIN meant m
            ON coalesce(m.run_id, 0) = coalesce(s.run_id, 0) AND m.course_id = s.course_id
            AND (m.provider_id, m.place, m.town, m.starts_on, m.enrol_by, m.bits)
              = (s.provider_id, s.place, s.town, s.starts_on, s.enrol_by, s.bits)
        WHERE m.course_id IS NULL);
    INSERT INTO courses_searchrow (course_id, run_id, provider_id, place, town, starts_on, enrol_by, bits)
        SELECT m.* FROM meant m LEFT JOIN courses_searchrow s
            ON coalesce(m.run_id, 0) = coalesce(s.run_id, 0) AND m.course_id = s.course_id
            AND m.provider_id = s.provider_id
        WHERE s.id IS NULL;
    DROP TABLE meant;
END $$;
"""

TRIGGERS = r"""
-- What processes that hold the index in memory must read again.
CREATE FUNCTION courses_search_note_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO courses_searchchange (courses)
            SELECT array_agg(DISTINCT course_id) FROM fresh HAVING count(*) > 0;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO courses_searchchange (courses)
            SELECT array_agg(DISTINCT course_id) FROM stale HAVING count(*) > 0;
    ELSE
        INSERT INTO courses_searchchange (courses)
            SELECT array_agg(course_id) FROM (SELECT course_id FROM fresh UNION SELECT course_id FROM stale) t
            HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_insert AFTER INSERT ON courses_searchrow REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_rows();
CREATE TRIGGER note_update AFTER UPDATE ON courses_searchrow REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_rows();
CREATE TRIGGER note_delete AFTER DELETE ON courses_searchrow REFERENCING OLD TABLE AS stale
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_rows();

CREATE FUNCTION courses_search_note_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO courses_searchchange (courses) VALUES ('{}');
    RETURN NULL;
END $$;
CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON courses_course
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_table();
CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON courses_provider
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_table();
CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON courses_location
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_table();
CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON courses_municipality
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_table();
CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON courses_postalcode
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_table();
CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON courses_competencefield
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_table();
CREATE TRIGGER search_note AFTER INSERT OR UPDATE OR DELETE ON courses_synonym
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_note_table();

CREATE FUNCTION courses_search_on_runcourse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM courses_search_runs(ARRAY(SELECT DISTINCT run_id FROM fresh));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM courses_search_runs(ARRAY(SELECT DISTINCT run_id FROM stale));
    ELSE
        PERFORM courses_search_runs(ARRAY(SELECT run_id FROM fresh UNION SELECT run_id FROM stale));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_insert AFTER INSERT ON courses_runcourse REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_runcourse();
CREATE TRIGGER search_update AFTER UPDATE ON courses_runcourse REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_runcourse();
CREATE TRIGGER search_delete AFTER DELETE ON courses_runcourse REFERENCING OLD TABLE AS stale
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_runcourse();

CREATE FUNCTION courses_search_on_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[] := ARRAY(SELECT n.id FROM fresh n JOIN stale o USING (id) WHERE
        (n.status, n.starts_on, n.ends_on, n.enrol_by, n.is_open_workshop, n.provider_id, n.location_id, n.form, n.hours,
         n.in_foreign_language, n.is_guaranteed, n.published_price = 0,
         n.capacity > n.seats_elsewhere + n.seats_taken)
        IS DISTINCT FROM
        (o.status, o.starts_on, o.ends_on, o.enrol_by, o.is_open_workshop, o.provider_id, o.location_id, o.form, o.hours,
         o.in_foreign_language, o.is_guaranteed, o.published_price = 0,
         o.capacity > o.seats_elsewhere + o.seats_taken));
BEGIN
    IF changed <> '{}' THEN
        PERFORM courses_search_runs(changed);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_update AFTER UPDATE ON courses_courserun REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_run();

CREATE FUNCTION courses_search_on_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := ARRAY(SELECT id FROM fresh);
BEGIN
    PERFORM courses_search_courses(touched);
    PERFORM courses_search_words(touched);
    RETURN NULL;
END $$;
CREATE TRIGGER search_insert AFTER INSERT ON courses_course REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_course();
CREATE TRIGGER search_update AFTER UPDATE ON courses_course REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_course();

CREATE FUNCTION courses_search_on_seen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        touched := ARRAY(SELECT DISTINCT course_id FROM stale);
    ELSE
        touched := ARRAY(SELECT DISTINCT course_id FROM fresh);
    END IF;
    DELETE FROM courses_searchrow WHERE run_id IS NULL AND course_id = ANY(touched);
    INSERT INTO courses_searchrow (course_id, run_id, provider_id, place, town, starts_on, enrol_by, bits)
        SELECT * FROM courses_searchsource WHERE run_id IS NULL AND course_id = ANY(touched);
    RETURN NULL;
END $$;
CREATE TRIGGER search_insert AFTER INSERT ON courses_courseprovider REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_seen();
CREATE TRIGGER search_delete AFTER DELETE ON courses_courseprovider REFERENCING OLD TABLE AS stale
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_seen();

CREATE FUNCTION courses_search_on_field() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM courses_search_words(ARRAY(
        SELECT id FROM courses_course WHERE competence_field_id IN (SELECT number FROM fresh)));
    RETURN NULL;
END $$;
CREATE TRIGGER search_update AFTER UPDATE ON courses_competencefield REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_field();

CREATE FUNCTION courses_search_on_synonym() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM courses_searchword WHERE synonym_id IN (SELECT id FROM fresh);
    INSERT INTO courses_searchword (synonym_id, folded, word)
        SELECT s.id, v.folded, v.word FROM fresh s, courses_vocabulary(s.term || ' ' || s.means) v;
    RETURN NULL;
END $$;
CREATE TRIGGER search_insert AFTER INSERT ON courses_synonym REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_synonym();
CREATE TRIGGER search_update AFTER UPDATE ON courses_synonym REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_synonym();

-- Where a school or a place lies changes seldom, and then for many rows at once.
CREATE FUNCTION courses_search_on_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM courses_search_rebuild();
    RETURN NULL;
END $$;
CREATE TRIGGER search_update AFTER UPDATE OF kind, postal_code, municipality_id ON courses_provider
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_place();
CREATE TRIGGER search_update AFTER UPDATE OF postal_code, municipality_id ON courses_location
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_place();
CREATE TRIGGER search_update AFTER UPDATE OF municipality_id ON courses_postalcode
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_place();
CREATE TRIGGER search_update AFTER UPDATE OF region_code ON courses_municipality
    FOR EACH STATEMENT EXECUTE FUNCTION courses_search_on_place();
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_initial")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (FUNCTIONS, SOURCES, UPKEEP, TRIGGERS)
    ]
