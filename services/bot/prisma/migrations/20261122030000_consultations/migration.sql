-- Nothing was ever written to these two.
DROP TABLE "chat_messages";
DROP TABLE "chat_sessions";

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "once" TEXT;

-- CreateTable
CREATE TABLE "chat_sessions" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "employee_id" UUID NOT NULL,
    "specialist_id" UUID,
    "offered_to" UUID,
    "team" TEXT NOT NULL,
    "priority" "priority" NOT NULL,
    "state" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "facts" JSONB NOT NULL,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "grant_id" TEXT,
    "grant_expires_at" TIMESTAMPTZ(3),
    "shown" JSONB,
    "rating_comment" BYTEA,
    "version" INTEGER NOT NULL,

    CONSTRAINT "chat_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_messages" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sender_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" BYTEA,
    "attachments" BYTEA,
    "blanked_at" TIMESTAMPTZ(3),
    "album_id" TEXT,
    "from_chat" BIGINT NOT NULL,
    "from_message" BIGINT NOT NULL,
    "to_chat" BIGINT,
    "to_message" BIGINT,
    "quote_of" UUID,
    "correction_of" UUID,
    "delivery" TEXT NOT NULL,
    "batch_id" UUID,
    "sync_state" TEXT NOT NULL,
    "synced_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chat_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_batches" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "fixed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mirrored_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offers" (
    "consultation_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "transfer" BOOLEAN NOT NULL,
    "over_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "offers_pkey" PRIMARY KEY ("consultation_id","person_id","made_at")
);

-- CreateTable
CREATE TABLE "unaddressed_words" (
    "person_id" UUID NOT NULL,
    "words" BYTEA NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unaddressed_words_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "consultation_facts" (
    "consultation_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "request_type" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "priority" "priority" NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "offered_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "specialist_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),
    "stars" SMALLINT,
    "mean_minutes" DOUBLE PRECISION,
    "p50_minutes" DOUBLE PRECISION,
    "p90_minutes" DOUBLE PRECISION,

    CONSTRAINT "consultation_facts_pkey" PRIMARY KEY ("consultation_id")
);

-- CreateIndex
CREATE INDEX "chat_sessions_ticket_id_requested_at_idx" ON "chat_sessions"("ticket_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "chat_sessions_open_idx" ON "chat_sessions"("team", "queued_at") WHERE (ended_at IS NULL);

-- CreateIndex
CREATE INDEX "chat_sessions_employee_idx" ON "chat_sessions"("employee_id") WHERE (ended_at IS NULL);

-- CreateIndex
CREATE INDEX "chat_sessions_specialist_idx" ON "chat_sessions"("specialist_id") WHERE (ended_at IS NULL);

-- CreateIndex
CREATE INDEX "chat_sessions_offered_idx" ON "chat_sessions"("offered_to") WHERE (offered_to IS NOT NULL);

-- CreateIndex
CREATE INDEX "chat_sessions_ended_idx" ON "chat_sessions"("specialist_id", "ended_at") WHERE (ended_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "chat_sessions_over_idx" ON "chat_sessions"("employee_id", "ended_at") WHERE (ended_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "chat_sessions_open_key" ON "chat_sessions"("ticket_id") WHERE (ended_at IS NULL);

-- CreateIndex
CREATE INDEX "chat_messages_album_idx" ON "chat_messages"("session_id", "album_id") WHERE (album_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "chat_messages_from_idx" ON "chat_messages"("from_chat", "from_message") WHERE (correction_of IS NULL);

-- CreateIndex
CREATE INDEX "chat_messages_to_idx" ON "chat_messages"("to_chat", "to_message") WHERE (to_chat IS NOT NULL);

-- CreateIndex
CREATE INDEX "chat_messages_correction_idx" ON "chat_messages"("correction_of") WHERE (correction_of IS NOT NULL);

-- CreateIndex
CREATE INDEX "chat_messages_worded_idx" ON "chat_messages"("sent_at") WHERE (blanked_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "chat_messages_session_id_seq_key" ON "chat_messages"("session_id", "seq");

-- CreateIndex
CREATE INDEX "chat_batches_session_id_idx" ON "chat_batches"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "chat_batches_under_way_key" ON "chat_batches"("session_id") WHERE (mirrored_at IS NULL);

-- CreateIndex
CREATE INDEX "offers_over_idx" ON "offers"("person_id", "over_at" DESC) WHERE (over_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "consultation_facts_team_requested_at_idx" ON "consultation_facts"("team", "requested_at");

-- CreateIndex
CREATE INDEX "consultation_facts_specialist_idx" ON "consultation_facts"("specialist_id", "requested_at") WHERE (specialist_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "consultation_facts_outcome_idx" ON "consultation_facts"("team", "priority", "accepted_at") WHERE ((accepted_at IS NOT NULL) AND (mean_minutes IS NOT NULL));

-- CreateIndex
CREATE UNIQUE INDEX "outbox_once_key" ON "outbox"("once") WHERE ((state = 'delayed'::text) AND (once IS NOT NULL));

-- AddForeignKey
ALTER TABLE "chat_sessions" ADD CONSTRAINT "chat_sessions_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets_cache"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_sessions" ADD CONSTRAINT "chat_sessions_employee_id_fkey" FOREIGN KEY ("employee_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_sessions" ADD CONSTRAINT "chat_sessions_specialist_id_fkey" FOREIGN KEY ("specialist_id") REFERENCES "users_telegram"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_sessions" ADD CONSTRAINT "chat_sessions_offered_to_fkey" FOREIGN KEY ("offered_to") REFERENCES "users_telegram"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_batches" ADD CONSTRAINT "chat_batches_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "chat_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unaddressed_words" ADD CONSTRAINT "unaddressed_words_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "chat_sessions"
    ADD CONSTRAINT "chat_sessions_state_check" CHECK (state IN ('requested', 'waiting', 'offered', 'callback', 'active', 'transferring', 'ended', 'rated', 'cancelled', 'abandoned')),
    ADD CONSTRAINT "chat_sessions_over_check" CHECK ((ended_at IS NOT NULL) = (state IN ('ended', 'rated', 'cancelled', 'abandoned'))),
    ADD CONSTRAINT "chat_sessions_offer_check" CHECK ((offered_to IS NULL) OR state IN ('offered', 'transferring'));
ALTER TABLE "chat_messages"
    ADD CONSTRAINT "chat_messages_side_check" CHECK (side IN ('employee', 'specialist')),
    ADD CONSTRAINT "chat_messages_kind_check" CHECK (kind IN ('text', 'photo', 'document', 'video', 'voice', 'video-note', 'audio', 'animation', 'sticker', 'location', 'contact')),
    ADD CONSTRAINT "chat_messages_delivery_check" CHECK (delivery IN ('waiting', 'sending', 'delivered', 'uncertain', 'blocked', 'refused')),
    ADD CONSTRAINT "chat_messages_sync_check" CHECK (sync_state IN ('waiting', 'synced') AND (sync_state = 'synced') = (synced_at IS NOT NULL)),
    ADD CONSTRAINT "chat_messages_blank_check" CHECK (blanked_at IS NULL OR (text IS NULL AND attachments IS NULL));
ALTER TABLE "offers"
    ADD CONSTRAINT "offers_outcome_check" CHECK (outcome IN ('accepted', 'declined', 'missed', 'withdrawn') AND over_at IS NOT NULL OR outcome IS NULL AND over_at IS NULL);
ALTER TABLE "consultation_facts"
    ADD CONSTRAINT "consultation_facts_stars_check" CHECK (stars BETWEEN 1 AND 5);

-- Written with every message, and with every batch: the new version of a row finds room beside the old one.
ALTER TABLE "chat_sessions" SET (fillfactor = 70);
ALTER TABLE "chat_messages" SET (fillfactor = 70);
