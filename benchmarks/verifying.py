"""How long the public page takes for codes that are nobody's: near misses, mistyped ones, half ones.

``python -m benchmarks.verifying [--certificates 100000] [--rounds 400]``

If one kind took longer than another, the time would tell a guesser how near a guess was. The kinds are asked in turn,
whole requests in one process, each from an address of its own, so that nobody has to wait. The medians are compared with
that of codes with nothing in common with any.
"""

import argparse
import os
import random
import statistics
import time

from benchmarks.search import own_database, prepare, say

WARM_UP = 20


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure answers to unknown codes")
    parser.add_argument("--certificates", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=400)
    given = parser.parse_args()
    with own_database(keep=False) as url:
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="benchmarks.settings")
        import django

        django.setup()
        prepare()
        chance = random.Random(2)  # noqa: S311 - made up
        codes = store(given.certificates, chance)
        measure(codes, given.rounds, chance)
        from django.db import connections

        connections.close_all()


def store(count: int, chance: random.Random) -> list[str]:
    """Certificates of nobody, each with a document of nothing: the page looks a code up among so many."""
    from django.db import connection

    from certificates.rules import ALPHABET, LENGTH

    codes = ["".join(chance.choices(ALPHABET, k=LENGTH)) for _ in range(count)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # rows that belong to no application
        cursor.executemany(
            "INSERT INTO certificates_certificate (id, result_id, application_id, run_course_id, person_id, provider_id,"
            " number, code, kind, standing, content, created_at, end_reason)"
            " VALUES (%s, %s, %s, 1, 1, 1, %s, %s, 'amu', 'valid', '{}', now(), '')",
            [(n, n, n, f"B-{n}", code) for n, code in enumerate(codes, 1)],
        )
        cursor.execute(
            "INSERT INTO certificates_certificateissue (certificate_id, version, state, is_current, kind, language, says,"
            " content_hash, planned_at, document_id, issued_at, void_reason)"
            " SELECT id, 1, 'ready', true, 'original', 'da', '{}', repeat('0', 64), now(), id, now(), ''"
            " FROM certificates_certificate"
        )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE certificates_certificate, certificates_certificateissue")
    return codes


def guesses(code: str, chance: random.Random) -> dict[str, str]:
    """One of each kind. All but the first are made from a code that somebody has."""
    from certificates.rules import ALPHABET, LENGTH, grouped

    place = chance.randrange(LENGTH)
    other = chance.choice([each for each in ALPHABET if each != code[place]])
    near = code[:place] + other + code[place + 1 :]
    whole = grouped(code)
    return {
        "nothing in common": grouped("".join(chance.choices(ALPHABET, k=LENGTH))),
        "one character beside a real one": grouped(near),
        "the first half of a real one": grouped(code[:13] + "".join(chance.choices(ALPHABET, k=13))),
        "a wrong check character": whole[:-1] + chance.choice([e for e in ALPHABET if e != whole[-1]]),
        "not as long as a code": whole[:-1],
    }


def measure(codes: list[str], rounds: int, chance: random.Random) -> None:
    from django.test import Client
    from django.urls import reverse

    client = Client()
    taken: dict[str, list[float]] = {}
    for n in range(rounds + WARM_UP):
        asked = list(guesses(chance.choice(codes), chance).items())
        chance.shuffle(asked)
        for kind, code in asked:
            address = f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}"
            began = time.perf_counter()
            answer = client.get(reverse("certificates:certificate", args=[code]), REMOTE_ADDR=address)
            spent = (time.perf_counter() - began) * 1000
            if answer.status_code != 404:
                raise RuntimeError(f"{kind}: {answer.status_code}")
            if n >= WARM_UP:
                taken.setdefault(kind, []).append(spent)
    plain = statistics.median(taken["nothing in common"])
    for kind, times in sorted(taken.items()):
        middle = statistics.median(times)
        say(f"{kind}: median {middle:.3f} ms, {100 * (middle / plain - 1):+.1f} %")


if __name__ == "__main__":
    main()
