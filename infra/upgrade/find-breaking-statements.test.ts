import { expect, test } from 'vitest';
import { findBreakingStatements } from './find-breaking-statements.ts';

test.each([
  'DROP TABLE "drafts";',
  'drop view open_tickets',
  'ALTER TABLE "drafts" DROP COLUMN "text";',
  'ALTER TABLE "drafts" ADD COLUMN "a" INT, DROP COLUMN "b";',
  'DROP INDEX "inbox_key";',
  'ALTER TABLE "inbox" DROP CONSTRAINT "inbox_pkey";',
  'ALTER TABLE "drafts" RENAME TO "composed";',
  'ALTER TABLE "drafts" RENAME COLUMN "text" TO "words";',
  'ALTER TABLE "drafts" ALTER COLUMN "text" TYPE VARCHAR(10);',
  'ALTER TABLE "drafts" ALTER COLUMN "text" SET DATA TYPE BYTEA;',
  'ALTER TABLE "drafts" ALTER COLUMN "text" SET NOT NULL;',
  'ALTER TABLE "drafts" ALTER COLUMN "text" DROP DEFAULT;',
  'ALTER TABLE "drafts" ADD COLUMN "kind" TEXT NOT NULL;',
  `ALTER TABLE "drafts" ADD COLUMN "a" TEXT NOT NULL DEFAULT '', ADD COLUMN "b" TEXT NOT NULL;`,
  'ALTER TABLE "drafts" ADD CONSTRAINT "short" CHECK (length(text) < 10);',
  'ALTER TABLE "drafts" ADD CONSTRAINT "one" UNIQUE ("chat_id");',
  'CREATE UNIQUE INDEX "one" ON "drafts" ("chat_id");',
  "ALTER TYPE state RENAME VALUE 'new' TO 'fresh';",
  'REVOKE INSERT ON drafts FROM desk;',
  'TRUNCATE drafts;',
  'DELETE FROM drafts;',
  '-- Tidies up\nDROP TABLE "drafts";',
  'CREATE TABLE "other" ("id" INT);\nALTER TABLE "drafts" ADD COLUMN "kind" TEXT NOT NULL;',
])('%s is found', (sql) => {
  expect(findBreakingStatements(sql)).toHaveLength(1);
});

test.each([
  'CREATE TABLE "offers" ("id" UUID NOT NULL PRIMARY KEY, "at" TIMESTAMPTZ NOT NULL);',
  'ALTER TABLE "drafts" ADD COLUMN "kind" TEXT;',
  `ALTER TABLE "drafts" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'ticket';`,
  'ALTER TABLE "drafts" ADD COLUMN "number" BIGSERIAL NOT NULL;',
  'ALTER TABLE "drafts" ADD COLUMN "size" INT GENERATED ALWAYS AS (length(text)) STORED NOT NULL;',
  'ALTER TABLE "drafts" ALTER COLUMN "text" DROP NOT NULL;',
  'CREATE INDEX "by_chat" ON "drafts" ("chat_id");',
  'CREATE TABLE "offers" ("id" INT);\nCREATE UNIQUE INDEX "one" ON "offers"("id");',
  'CREATE TABLE "offers" ("id" INT);\nALTER TABLE "offers" ADD CONSTRAINT "of" FOREIGN KEY ("id") REFERENCES "drafts";',
  "COMMENT ON TABLE drafts IS 'drop table; rename; delete';",
  'UPDATE drafts SET kind = 1 WHERE kind IS NULL;',
  "ALTER TYPE state ADD VALUE 'resting';",
  '-- The version before: never wrote it.\nALTER TABLE "drafts" DROP COLUMN "text";',
  'CREATE FUNCTION f() RETURNS int AS $$ DELETE FROM drafts; $$ LANGUAGE sql;',
])('%s is let pass', (sql) => {
  expect(findBreakingStatements(sql)).toEqual([]);
});
