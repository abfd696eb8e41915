"""What the search knows by the way, of schools and of courses, and other pages show."""

import numpy as np

from courses.search.catalogue import ListedCourse
from courses.search.rules.bits import CHOICES
from courses.search.view import View


def classes_at_schools(view: View) -> dict[int, int]:
    """How many coming classes each provider has, by its id."""
    counts = view.classes_by_school.tolist()
    return {school.pk: count for school, count in zip(view.schools, counts, strict=True) if school}


def courses_at(provider_id: int, view: View) -> tuple[ListedCourse, ...]:
    """The courses a provider has classes of, or was seen holding, by title."""
    place = next((at for at, school in enumerate(view.schools) if school and school.pk == provider_id), None)
    ranks = np.unique(view.course[view.school == place]).tolist() if place is not None else []
    return tuple(view.courses.listed[rank] for rank in ranks)


def forms_of(course_id: int, view: View) -> dict[str, int]:
    """How many coming classes of the course there are in each teaching form that is stated."""
    rank = view.courses.ranks_of(np.array([course_id], np.int32))
    rows = view.rows_of(rank[rank >= 0])
    bits = view.bits[rows[view.run[rows] > 0]]
    counts = {form: int(np.count_nonzero(bits & bit)) for form, bit in CHOICES["form"].items()}
    return {form: count for form, count in counts.items() if count and form != "unknown"}
