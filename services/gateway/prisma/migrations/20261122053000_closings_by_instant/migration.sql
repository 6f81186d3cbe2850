-- AlterTable
ALTER TABLE "consultations" ALTER COLUMN "closed_revision" SET DATA TYPE BIGINT;
