"""The sentences of prices, one for each code that the rules give."""

from django.utils.translation import gettext_lazy as _

GROUNDS = {
    "target_group": _("You have no higher education, so you pay the low price."),
    "degree_unused": _("You have not used your higher education for five years, so you pay the low price."),
    "higher_education": _("You have a higher education and use it, so the full price applies."),
    "certificate_scheme": _(
        "From September 2020 to the end of 2021 everybody paid the low price for certificate courses."
    ),
    "fee_exempt": _("There is no fee on this course for people without a higher education in use."),
    "basic_skills": _("Reading, writing and mathematics are free when you take another course too."),
    "igu": _("People in basic integration education (IGU) pay no fee."),
    "six_weeks": _("You are unemployed and take six weeks of job-oriented training. It is free for you."),
    "municipality": _("The municipality books and pays for people on benefit."),
    "greenland_faroe": _("People who live in Greenland or the Faroe Islands pay the full price."),
    # Withdrawal and no-show
    "charged": _("The law sets the amount by the number of lessons."),
    "private_person": _("The law lets schools charge employers and self-employed people only."),
    "in_good_time": _("The withdrawal came at least one week before the first day."),
    "after_first_day": _("The charge is for the first day only."),
    "school_does_not_charge": _("The school does not use these charges."),
    "lawful_absence": _("The absence was lawful and documented."),
    "substitute": _("Another participant came instead."),
    "cancelled_by_school": _("The school cancelled the class."),
    "empty_seat_paid": _("The employer paid for empty seats."),
}

LINES = {
    "free": _("%(name)s: nothing to pay."),
    "rate": _("%(name)s: %(days)s at %(per_day)s make %(amount)s (rate for %(year)s)."),
    "published": _("%(name)s: %(amount)s, the price the school has published."),
    "included": _("%(name)s: included in the price of the class."),
    "full_price": _("%(name)s: %(amount)s, the full price."),
    "supplement": _("%(name)s: %(amount)s. You can decline this supplement."),
    "supplement_declined": _("%(name)s: declined. It would cost %(offered)s."),
}
FULL_PRICE_SPLIT = _(
    "%(name)s: %(amount)s, the full price: %(fee)s in fee and %(subsidy)s that the state pays for others."
)
PRICE_NOT_KNOWN = _("%(name)s: nothing to pay for you. The school knows the price.")

CONDITIONS = {
    "igu_contract_on_file": _("The school must have a copy of your IGU contract before the course starts."),
    "six_weeks_approved": _("Your unemployment fund must approve the course before it starts."),
    "municipality_agrees": _("The municipality must agree to pay before the course starts."),
    "takes_the_other_course": _("You must take the other course as well."),
    "education_declared": _("You declare your education yourself, and it must be true."),
    "school_uses_charges": _(
        "The board of the school must have decided to use these charges for all courses."
    ),
}

WOULD_CHANGE = {
    "scheme_ends": _("The price would be another if you left the scheme."),
    "residence_or_work_in_denmark": _("The price could be lower if you lived or worked in Denmark."),
    "degree_unused_five_years": _(
        "The price would be lower if you had not used your higher education for five years."
    ),
    "higher_education_in_use": _("The price would be higher if you used a higher education."),
    "without_other_course": _("Without the other course you would pay the ordinary price."),
    "with_another_course": _("It would be free if you took another course too."),
    "supplements": _("The price depends on which supplements you want."),
    "lawful_absence": _("There is no charge for lawful absence that you can document."),
    "substitute": _("There is no charge if another participant comes instead."),
    "cancelled_by_school": _("There is no charge if the school cancels the class."),
    "empty_seat_paid": _("There is no charge if the employer has paid for empty seats."),
}

BAD_QUESTION = _("Something in the question is missing or cannot be right. No price was worked out.")

NO_PRICE = {
    "no_rate": _("No rate is known for %(year)s. Ask the school for the price."),
    "rate_class_unknown": _(
        "There were two rates in %(year)s, and we do not know which one applied to course %(course)s."
    ),
    "no_full_price": _("We do not know the full price of this course. Ask the school."),
    "ask_school": _("The school has not published a price. Ask the school."),
    "exemption_unknown": _("We do not know whether course %(course)s is free of charge. Ask the school."),
    "certificate_unknown": _(
        "We do not know whether course %(course)s was a certificate course. Ask the school."
    ),
    "education_unsure": _("The price depends on your education. Let the school look at it with you."),
    "days_unknown": _("We do not know how many days course %(course)s lasts. Ask the school."),
    "full_price_below_low": _(
        "The full price we have for course %(course)s cannot be right. Ask the school."
    ),
    "unknown_course": _("There is no course with the number %(course)s in the catalogue."),
    "unknown_run": _("There is no class with that booking code."),
    "course_not_on_run": _("The class does not carry course %(course)s."),
    "repeated_course": _("Course %(course)s is asked for twice."),
    "unknown_supplement": _("The class has no such supplement."),
    "start_differs": _("The class starts on another day: %(start)s."),
    "degree_used_in_future": _("An education cannot have been used after the first course day."),
    "bad_date": _("A date is not a real date. Write it as year-month-day, such as 2026-09-14."),
    "bad_days": _("The number of days must be more than nothing."),
    "bad_lessons": _("The number of lessons must be more than nothing."),
    "bad_amount": _("An amount in the catalogue cannot be right. Ask the school."),
    "course_and_days": _("Ask either about a course or about a number of days."),
    "date_out_of_order": _(
        "The dates do not fit: one withdraws before the class begins, and stays away once it has begun."
    ),
    "unknown_education": _("The education must be unskilled, vocational, higher or unsure."),
    "unknown_scheme": _(
        "The scheme must be none, six_weeks, igu, municipality, employer or greenland_faroe."
    ),
}
