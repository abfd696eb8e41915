"""What the search knows of each school: how many classes it has coming, and which courses."""

import numpy as np

from courses.selectors.search.catalogue import ListedCourse
from courses.selectors.search.view import View


def classes_at_schools(view: View) -> dict[int, int]:
    """How many coming classes each provider has, by its id."""
    counts = view.classes_by_school.tolist()
    return {school.pk: count for school, count in zip(view.schools, counts, strict=True) if school}


def courses_at(provider_id: int, view: View) -> tuple[ListedCourse, ...]:
    """The courses a provider has classes of, or was seen holding, by title."""
    place = next((at for at, school in enumerate(view.schools) if school and school.pk == provider_id), None)
    ranks = np.unique(view.course[view.school == place]).tolist() if place is not None else []
    return tuple(view.courses.listed[rank] for rank in ranks)
