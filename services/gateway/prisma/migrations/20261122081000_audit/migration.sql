-- AlterTable
ALTER TABLE "shipped_audit_log" ADD COLUMN     "act" TEXT,
ADD COLUMN     "actor" TEXT,
ADD COLUMN     "at" TIMESTAMPTZ(3),
ADD COLUMN     "on" TEXT,
ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "audit_subjects" (
    "id" UUID NOT NULL,
    "log" TEXT NOT NULL,
    "names" TEXT NOT NULL,

    CONSTRAINT "audit_subjects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_checkpoints" (
    "log" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "proof" BYTEA NOT NULL,

    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("log","number")
);

-- CreateTable
CREATE TABLE "audit_cursors" (
    "log" TEXT NOT NULL,
    "number" BIGINT NOT NULL,

    CONSTRAINT "audit_cursors_pkey" PRIMARY KEY ("log")
);

-- CreateIndex
CREATE INDEX "audit_subjects_names_idx" ON "audit_subjects"("names");

-- CreateIndex
CREATE INDEX "shipped_audit_log_at_idx" ON "shipped_audit_log"("at");
