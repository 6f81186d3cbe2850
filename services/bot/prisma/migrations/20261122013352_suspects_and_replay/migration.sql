-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "suspicions" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "lanes" ADD COLUMN     "abandoned_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "decisions_decided_at_idx" ON "decisions" USING BRIN ("decided_at");
