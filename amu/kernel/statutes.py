"""The paragraphs and guidance that rules refer to by id: short citation, address, validity.

``is_law`` is false for guidance, agreements and published practice: pages then say "source",
not "statute". Where no address is known to be right, ``url`` is empty rather than invented.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Statute:
    id: str
    da: str
    en: str
    url: str = ""
    is_law: bool = True
    valid_from: date | None = None
    valid_to: date | None = None

    def cite(self, language: str) -> str:
        """The citation in Danish for ``da``, in English for any other language."""
        return self.da if language.startswith("da") else self.en


def statute(statute_id: str) -> Statute:
    """Raises ``KeyError`` for an id no rule may use: that is a fault in the program."""
    return STATUTES[statute_id]


_LIFE_IN_DENMARK = (
    "https://lifeindenmark.borger.dk/school-and-education/upper-secondary-education/"
    "labour-market-training---lmt"
)

_ALL = (
    # Appeals and deadlines
    Statute(
        "appeal_four_weeks",
        "Klagefrist på 4 uger (borger.dk om arbejdsmarkedsuddannelser)",
        "Four weeks to appeal (Life in Denmark, labour market training)",
        _LIFE_IN_DENMARK,
        is_law=False,
    ),
    Statute(
        "deadline_guidance",
        "Justitsministeriets vejledning nr. 9533 af 26. juni 2018 om beregning af klagefrister",
        "Ministry of Justice guidance no. 9533 of 26 June 2018 on counting appeal deadlines",
        is_law=False,
        valid_from=date(2018, 6, 26),
    ),
    Statute(
        "limitation_27",
        "Forældelsesloven § 27, stk. 2",
        "Limitation Act § 27(2)",
        "https://danskelove.dk/forældelsesloven/27",
    ),
    Statute(
        "regions_2027",
        "Lov nr. 699 af 20. juni 2025, § 126 (Region Østdanmark)",
        "Act no. 699 of 20 June 2025, § 126 (Region Østdanmark)",
        valid_from=date(2027, 1, 1),
    ),
    Statute(
        "gdpr_15",
        "Databeskyttelsesforordningen artikel 15 (indsigt)",
        "General Data Protection Regulation article 15 (right of access)",
        "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        valid_from=date(2018, 5, 25),
    ),
    Statute("digital_post_10", "Lov om Digital Post § 10", "Digital Post Act § 10"),
    Statute(
        "public_administration_3",
        "Forvaltningsloven § 3 (inhabilitet)",
        "Public Administration Act § 3 (disqualification)",
        "https://danskelove.dk/forvaltningsloven/3",
    ),
    Statute(
        "public_administration_8",
        "Forvaltningsloven § 8 (partsrepræsentation)",
        "Public Administration Act § 8 (being represented)",
        "https://danskelove.dk/forvaltningsloven/8",
    ),
    Statute(
        "public_administration_9",
        "Forvaltningsloven § 9 (aktindsigt)",
        "Public Administration Act § 9 (access to one's case)",
        "https://danskelove.dk/forvaltningsloven/9",
    ),
    Statute(
        "public_administration_19",
        "Forvaltningsloven § 19 (partshøring)",
        "Public Administration Act § 19 (hearing the person)",
        "https://danskelove.dk/forvaltningsloven/19",
    ),
    Statute(
        "public_administration_22",
        "Forvaltningsloven § 22 (begrundelse)",
        "Public Administration Act § 22 (giving reasons)",
        "https://danskelove.dk/forvaltningsloven/22",
    ),
    Statute(
        "public_administration_24",
        "Forvaltningsloven § 24 (begrundelsens indhold)",
        "Public Administration Act § 24 (what reasons must contain)",
        "https://danskelove.dk/forvaltningsloven/24",
    ),
    Statute(
        "public_administration_25",
        "Forvaltningsloven § 25 (klagevejledning)",
        "Public Administration Act § 25 (guidance on appeal)",
        "https://danskelove.dk/forvaltningsloven/25",
    ),
    # Admission and certificates
    Statute(
        "amu_act",
        "Lov om arbejdsmarkedsuddannelser m.v., jf. lovbekendtgørelse nr. 144 af 14. februar 2024",
        "Labour Market Training Act, Consolidated Act no. 144 of 14 February 2024",
        valid_from=date(2024, 2, 14),
    ),
    Statute(
        "amu_act_10a",
        "AMU-loven § 10 a, stk. 4",
        "Labour Market Training Act § 10 a(4)",
    ),
    Statute(
        "amu_order",
        "Bekendtgørelse nr. 1795 af 27. december 2018 om arbejdsmarkedsuddannelser m.v.",
        "Executive Order no. 1795 of 27 December 2018 on labour market training",
        valid_from=date(2018, 12, 27),
    ),
    Statute(
        "admission",
        "Adgang til arbejdsmarkedsuddannelser (borger.dk)",
        "Admission to labour market training (Life in Denmark)",
        _LIFE_IN_DENMARK,
        is_law=False,
    ),
    Statute(
        "forklift_18",
        "Transporterhvervets Uddannelser, 20. december 2011: gaffeltruckcertifikat fra 18 år",
        "Transport training board, 20 December 2011: forklift certificate from the age of 18",
        is_law=False,
        valid_from=date(2011, 12, 20),
    ),
    Statute(
        "isocyanates_renewal",
        "Arbejdstilsynet om isocyanater: uddannelsen fornyes hvert femte år",
        "Danish Working Environment Authority on isocyanates: training is renewed every five years",
        is_law=False,
        valid_from=date(2023, 8, 24),
    ),
    Statute(
        "epoxy_no_renewal",
        "Dansk Industri, Træsektionen, 21. september 2023: epoxy alene fornyes ikke",
        "Confederation of Danish Industry, wood section, 21 September 2023: epoxy alone is not renewed",
        is_law=False,
    ),
    Statute(
        "welding_endorsement",
        "iu.dk, 5. maj 2021: arbejdsgiveren påtegner svejsecertifikater hver sjette måned",
        "iu.dk, 5 May 2021: the employer endorses welding certificates every six months",
        is_law=False,
    ),
    Statute(
        "soldering_three_years",
        "hadstents.dk: loddecertifikat (trykbærende udstyr) gælder i tre år",
        "hadstents.dk: a soldering certificate (pressure equipment) is valid for three years",
        is_law=False,
    ),
    Statute(
        "act_1750_2025",
        "Lov nr. 1750 af 29. december 2025 (kommunen i stedet for jobcenteret)",
        "Act no. 1750 of 29 December 2025 (the municipality in place of the jobcentre)",
        valid_from=date(2026, 2, 1),
    ),
    Statute(
        "amu_guidance",
        "Vejledning nr. 9284 af 27. marts 2019 om arbejdsmarkedsuddannelser",
        "Guidance no. 9284 of 27 March 2019 on labour market training",
        is_law=False,
        valid_from=date(2019, 3, 27),
    ),
    Statute(
        "cpr_processing",
        "Databeskyttelsesloven § 11",
        "Data Protection Act § 11",
    ),
    # Participation fee
    Statute(
        "open_education_8",
        "Lov om åben uddannelse § 8",
        "Open Education Act § 8",
        "https://elov.dk/au-loven/paragraf/8",
    ),
    Statute(
        "open_education_10a",
        "Lov om åben uddannelse § 10 a",
        "Open Education Act § 10 a",
        "https://elov.dk/au-loven/paragraf/10a",
    ),
    Statute(
        "open_education_10b",
        "Lov om åben uddannelse § 10 b",
        "Open Education Act § 10 b",
    ),
    Statute(
        "fee_catalogue",
        "Ministeriets takstkatalog",
        "The ministry's catalogue of rates",
        is_law=False,
    ),
    Statute(
        "participation_fee",
        "Børne- og Undervisningsministeriet: deltagerbetaling på arbejdsmarkedsuddannelser (26. juli 2023)",
        "Ministry of Children and Education: participation fee in labour market training (26 July 2023)",
        is_law=False,
    ),
    Statute(
        "five_year_rule",
        "AMU-vejledningen: videregående uddannelse, der ikke er brugt i 5 år",
        "Guidance on labour market training: higher education not used for 5 years",
        is_law=False,
        valid_from=date(2015, 1, 1),
    ),
    Statute(
        "certificate_courses_2020",
        "Midlertidig ordning for certifikatkurser, 1. september 2020 - 31. december 2021",
        "Temporary scheme for certificate courses, 1 September 2020 - 31 December 2021",
        is_law=False,
        valid_from=date(2020, 9, 1),
        valid_to=date(2021, 12, 31),
    ),
    Statute(
        "igu",
        "Ministeriets vejledning om AMU i integrationsgrunduddannelsen (IGU)",
        "The ministry's guidance on labour market training within basic integration education (IGU)",
        "https://uvm.dk/integrationsgrunduddannelsen-igu/administration-i-forhold-til-amu-i-igu",
        is_law=False,
    ),
    Statute(
        "six_weeks",
        "Seks ugers jobrettet uddannelse (STAR)",
        "Six weeks of job-oriented training (Danish Agency for Labour Market and Recruitment)",
        is_law=False,
    ),
    Statute(
        "municipality_pays",
        "AMU for ledige: kommunen henviser og betaler",
        "Training for people on benefits: the municipality refers and pays",
        is_law=False,
    ),
    Statute(
        "greenland_faroe",
        "Deltagere fra Grønland og Færøerne betaler fuld pris",
        "Participants from Greenland and the Faroe Islands pay the full price",
        is_law=False,
    ),
    Statute(
        "supplements",
        "Tillægspris kan altid fravælges (tilmeldingsbetingelser for AMU)",
        "A supplement can always be declined (terms of enrolment)",
        is_law=False,
    ),
    Statute(
        "vat_13",
        "Momsloven § 13, stk. 1, nr. 3",
        "VAT Act § 13(1)(3)",
    ),
)

STATUTES: dict[str, Statute] = {each.id: each for each in _ALL}
