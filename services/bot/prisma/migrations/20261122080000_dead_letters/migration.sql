-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "failed_at" TIMESTAMPTZ(3),
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "settled_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "inbox_dead_idx" ON "inbox"("settled_at") WHERE (state = 'dead'::text);

-- CreateIndex
CREATE INDEX "outbox_parked_idx" ON "outbox"("settled_at") WHERE (state = 'parked'::text);
