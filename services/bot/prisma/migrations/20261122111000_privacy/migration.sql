-- AlterTable
ALTER TABLE "users_telegram" ADD COLUMN     "data_exported_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "assignments_decision_idx" ON "assignments"("decision_id") WHERE (decision_id IS NOT NULL);
