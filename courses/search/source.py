"""What the search rows must say, straight from the catalogue: the one definition, in SQL.

``courses.search.row_services`` writes it, ``courses.invariants`` compares with it.
"""

from courses.search.models import SearchRow
from courses.search.rules.bits import Bit

COLUMNS = "course_id, run_id, provider_id, place, starts_on, enrol_by, bits"

# A school day of 37 hours a week has 7.4; one that is told to last seven or more is a full one.
FULL_DAY_MINUTES = 7 * 60
# Told apart without regular expressions, which take PostgreSQL a tenth of a millisecond for each row.
IS_CLOCK = "length(h.t) <= 11 AND h.t LIKE '%%_.__-%%_.__' AND translate(h.t, '0123456789', '') = '.-.'"


def _minutes(part: int) -> str:
    clock = f"split_part(h.t, '-', {part})"
    return f"(split_part({clock}, '.', 1)::int * 60 + split_part({clock}, '.', 2)::int)"


# Courses whose title says that they are for people with another first language ("F/I", "andetsprog").
SECOND_LANGUAGE = "(c.title ~ '(^|[^[:alnum:]])F/I([^[:alnum:]]|$)' OR c.title ILIKE '%%andetsprog%%')"

FREE_COURSE = "(c.fee_exempt = 'yes' OR c.fee_exempt = 'unknown' AND c.kind = 'rkv')"
# Of a package, every part; so a run's rows are always read together.
ALL_FREE = f"bool_and({FREE_COURSE} OR rc.target_price IS NOT DISTINCT FROM 0) OVER (PARTITION BY rc.run_id)"


# A class whose place is not stated is looked for at its school, unless nobody has to go there.
PLACE = "coalesce(r.location_id, CASE WHEN r.form = 'distance' THEN 0 ELSE -r.provider_id END)::int"


def _length(days: str) -> str:
    return f"""CASE WHEN {days} IS NULL THEN {Bit.LENGTH_UNKNOWN:d} WHEN {days} <= 1 THEN {Bit.ONE_DAY:d}
        WHEN {days} <= 3 THEN {Bit.UP_TO_3_DAYS:d} WHEN {days} <= 5 THEN {Bit.UP_TO_5_DAYS:d}
        ELSE {Bit.LONGER:d} END"""


def _if(condition: str, bit: Bit) -> str:
    return f"CASE WHEN {condition} THEN {bit:d} ELSE 0 END"


RUN_ROWS = f"""
    SELECT rc.course_id, r.id AS run_id, r.provider_id::int AS provider_id,
        {PLACE} AS place, r.starts_on, coalesce(r.enrol_by, r.starts_on) AS enrol_by,
        {Bit.DATED:d}
        | CASE r.form WHEN 'day' THEN {Bit.DAY:d} WHEN 'evening' THEN {Bit.EVENING:d}
            WHEN 'weekend' THEN {Bit.WEEKEND:d} WHEN 'distance' THEN {Bit.DISTANCE:d}
            ELSE {Bit.FORM_UNKNOWN:d} END
        | CASE WHEN NOT ({IS_CLOCK}) THEN {Bit.PACE_UNKNOWN:d}
            WHEN {_minutes(2)} - {_minutes(1)} >= {FULL_DAY_MINUTES} THEN {Bit.FULL_TIME:d}
            ELSE {Bit.PART_TIME:d} END
        | CASE WHEN r.in_foreign_language THEN {Bit.IN_OTHER_LANGUAGE:d} ELSE {Bit.IN_DANISH:d} END
        | {_if(SECOND_LANGUAGE, Bit.SECOND_LANGUAGE)}
        | {_length("rc.days")}
        | {_if("r.is_guaranteed", Bit.GUARANTEED)}
        | {_if("r.capacity > r.seats_elsewhere + r.seats_taken", Bit.SEATS)}
        | {_if(f"r.published_price = 0 OR {ALL_FREE}", Bit.FREE)} AS bits
    FROM courses_runcourse rc
    JOIN courses_courserun r ON r.id = rc.run_id
    JOIN courses_course c ON c.id = rc.course_id
    CROSS JOIN LATERAL (SELECT translate(r.hours, ':– ', '.-') AS t) h
    WHERE r.status = 'published'
"""  # noqa: S608 - made of this module's own constants

_UNDATED_BITS = f"""{_if(SECOND_LANGUAGE, Bit.SECOND_LANGUAGE)} | {_length("c.duration_days")}
        | {_if(FREE_COURSE, Bit.FREE)}"""

SEEN_ROWS = f"""
    SELECT s.course_id, NULL::bigint AS run_id, s.provider_id::int AS provider_id, (-s.provider_id)::int AS place,
        DATE '{SearchRow.NEVER}' AS starts_on, DATE '{SearchRow.NEVER}' AS enrol_by, {_UNDATED_BITS} AS bits
    FROM courses_courseprovider s JOIN courses_course c ON c.id = s.course_id
    WHERE true
"""  # noqa: S608

BARE_ROWS = f"""
    SELECT c.id AS course_id, NULL::bigint AS run_id, 0 AS provider_id, 0 AS place,
        DATE '{SearchRow.NEVER}' AS starts_on, DATE '{SearchRow.NEVER}' AS enrol_by, {_UNDATED_BITS} AS bits
    FROM courses_course c
    WHERE true
"""  # noqa: S608

MEANT = f"({RUN_ROWS}) UNION ALL ({SEEN_ROWS}) UNION ALL ({BARE_ROWS})"
