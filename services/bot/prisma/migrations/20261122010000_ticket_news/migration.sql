-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "about" UUID;

-- AlterTable
ALTER TABLE "tickets_cache" ADD COLUMN     "looked_at" TIMESTAMPTZ(3),
ADD COLUMN     "requester_tag" BYTEA,
ADD COLUMN     "silence_told_for" TIMESTAMPTZ(3),
ADD COLUMN     "sla_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "sla_told_for" TIMESTAMPTZ(3),
ADD COLUMN     "tracker_read_at" TIMESTAMPTZ(3),
ALTER COLUMN "requester_id" DROP NOT NULL,
ALTER COLUMN "summary" DROP NOT NULL;

-- CreateTable
CREATE TABLE "ticket_comments" (
    "ticket_id" UUID NOT NULL,
    "comment_id" TEXT NOT NULL,
    "message" UUID,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "readers" UUID[],

    CONSTRAINT "ticket_comments_pkey" PRIMARY KEY ("ticket_id","comment_id")
);

-- CreateTable
CREATE TABLE "ticket_messages" (
    "chat_id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "message" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_messages_pkey" PRIMARY KEY ("chat_id","message_id")
);

-- CreateIndex
CREATE INDEX "ticket_comments_created_at_idx" ON "ticket_comments"("created_at");

-- CreateIndex
CREATE INDEX "ticket_messages_at_idx" ON "ticket_messages" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "tickets_cache_requester_tag_idx" ON "tickets_cache"("requester_tag") WHERE (requester_tag IS NOT NULL);

-- CreateIndex
CREATE INDEX "tickets_cache_sla_idx" ON "tickets_cache"("sla_due_at") WHERE (open AND (sla_due_at IS NOT NULL));

-- CreateIndex
CREATE INDEX "tickets_cache_solved_idx" ON "tickets_cache"("closed_at") WHERE (status = 'resolved'::text);

-- AddForeignKey
ALTER TABLE "ticket_comments" ADD CONSTRAINT "ticket_comments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets_cache"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "ticket_comments"
    ADD CONSTRAINT "ticket_comments_state_check" CHECK (state IN ('shown', 'withdrawn'));
