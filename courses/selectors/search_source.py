"""What the search rows must say, straight from the catalogue: the one definition, in SQL.

``courses.services.search_rows`` writes it, ``courses.invariants`` compares with it.
"""

from courses.models import SearchRow
from courses.rules.search_bits import Bit

COLUMNS = "course_id, run_id, provider_id, place, starts_on, enrol_by, bits"

# Twelve to fifteen is neither: a school day that lasts seven hours or more is a full one.
FULL_DAY_MINUTES = 7 * 60
CLOCK_TIMES = r"^\D*(\d{1,2})[.:](\d{2})\D+(\d{1,2})[.:](\d{2})\D*$"

# Courses whose title says that they are for people with another first language ("F/I", "andetsprog").
SECOND_LANGUAGE = "(c.title ~ '(^|[^[:alnum:]])F/I([^[:alnum:]]|$)' OR c.title ILIKE '%%andetsprog%%')"

FREE_COURSE = "(c.fee_exempt = 'yes' OR c.fee_exempt = 'unknown' AND c.kind = 'rkv')"


def _length(days: str) -> str:
    return f"""CASE WHEN {days} IS NULL THEN {Bit.LENGTH_UNKNOWN:d} WHEN {days} <= 1 THEN {Bit.ONE_DAY:d}
        WHEN {days} <= 3 THEN {Bit.UP_TO_3_DAYS:d} WHEN {days} <= 5 THEN {Bit.UP_TO_5_DAYS:d}
        ELSE {Bit.LONGER:d} END"""


def _if(condition: str, bit: Bit) -> str:
    return f"CASE WHEN {condition} THEN {bit:d} ELSE 0 END"


RUN_ROWS = f"""
    SELECT rc.course_id, r.id AS run_id, r.provider_id::int AS provider_id,
        coalesce(r.location_id, 0)::int AS place, r.starts_on, coalesce(r.enrol_by, r.starts_on) AS enrol_by,
        {Bit.DATED:d}
        | CASE r.form WHEN 'day' THEN {Bit.DAY:d} WHEN 'evening' THEN {Bit.EVENING:d}
            WHEN 'weekend' THEN {Bit.WEEKEND:d} WHEN 'distance' THEN {Bit.DISTANCE:d}
            ELSE {Bit.FORM_UNKNOWN:d} END
        | CASE WHEN h.t IS NULL THEN {Bit.PACE_UNKNOWN:d}
            WHEN (h.t[3]::int - h.t[1]::int) * 60 + h.t[4]::int - h.t[2]::int >= {FULL_DAY_MINUTES}
            THEN {Bit.FULL_TIME:d} ELSE {Bit.PART_TIME:d} END
        | CASE WHEN r.in_foreign_language THEN {Bit.IN_OTHER_LANGUAGE:d} ELSE {Bit.IN_DANISH:d} END
        | {_if(SECOND_LANGUAGE, Bit.SECOND_LANGUAGE)}
        | {_length("rc.days")}
        | {_if("r.is_guaranteed", Bit.GUARANTEED)}
        | {_if("r.capacity > r.seats_elsewhere + r.seats_taken", Bit.SEATS)}
        | {_if("r.published_price = 0 OR whole.is_free", Bit.FREE)} AS bits
    FROM courses_runcourse rc
    JOIN courses_courserun r ON r.id = rc.run_id
    JOIN courses_course c ON c.id = rc.course_id
    CROSS JOIN LATERAL (SELECT regexp_match(r.hours, '{CLOCK_TIMES}') AS t) h
    CROSS JOIN LATERAL (
        SELECT bool_and({FREE_COURSE.replace("c.", "oc.")} OR o.target_price IS NOT DISTINCT FROM 0) AS is_free
        FROM courses_runcourse o JOIN courses_course oc ON oc.id = o.course_id WHERE o.run_id = r.id
    ) whole
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
