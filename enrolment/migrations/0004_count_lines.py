"""The catalogue learns how many wait already."""

from django.db import migrations

COUNT = """UPDATE courses_courserun r SET waiting = a.waiting
    FROM (SELECT run_id, count(*) AS waiting FROM enrolment_application WHERE state = 'waiting' GROUP BY run_id) a
    WHERE a.run_id = r.id"""


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0003_silence_is_no_seat"), ("courses", "0006_line")]

    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
