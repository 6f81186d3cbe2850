-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "suspicions" SMALLINT NOT NULL DEFAULT 0;
