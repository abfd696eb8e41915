-- Two roles. The owner migrates: tables, triggers and functions are its own. The app reads and writes rows, and can
-- alter, empty or switch off nothing. Run by a superuser in a database that amu_owner owns, before the first migration.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amu_owner') THEN
        CREATE ROLE amu_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amu') THEN
        CREATE ROLE amu LOGIN;
    END IF;
END $$;

GRANT USAGE ON SCHEMA public TO amu;
ALTER DEFAULT PRIVILEGES FOR ROLE amu_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amu;
ALTER DEFAULT PRIVILEGES FOR ROLE amu_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO amu;
