# One image for web, worker, beat and migrations. What is left out of it stands in .dockerignore.
FROM python:3.13-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
    && rm -rf /var/lib/apt/lists/*

ENV DJANGO_SETTINGS_MODULE=amu.settings.prod PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

COPY requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/runtime.txt

COPY . .

# Static files need settings, and settings need names; nothing of these stays in the image.
RUN openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=build -days 1 \
        -keyout /tmp/build.key -out /tmp/build.pem 2>/dev/null \
    && SEAL_KEY=/tmp/build.key SEAL_CERTIFICATE=/tmp/build.pem SEAL_ROOTS=/tmp/build.pem SEAL_TSA_URL=https://build \
    SECRET_KEY=build DATABASE_URL=postgresql://build/build REDIS_URL=redis://build SMTP_URL=smtp://build \
    PUBLIC_ADDRESS=http://build MAIL_FROM=build@build.example MITID_ISSUER=https://build.example \
    MITID_CLIENT_ID=build MITID_CLIENT_SECRET=build CPR_KEYS="build:$(head -c 32 /dev/urandom | base64)" \
    CPR_INDEX_KEY="$(head -c 32 /dev/urandom | base64)" \
    python manage.py collectstatic --noinput \
    && rm /tmp/build.key /tmp/build.pem

RUN useradd --uid 10001 --no-create-home amu
USER amu

CMD ["gunicorn", "amu.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "3", "--no-control-socket"]
