-- CreateTable
CREATE TABLE "compositions" (
    "person_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "purpose" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "spoken_at" TIMESTAMPTZ(3),
    "messages" INTEGER NOT NULL,

    CONSTRAINT "compositions_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "outgoing_comments" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "visibility" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "album_id" TEXT,
    "state" TEXT NOT NULL,
    "content" BYTEA,
    "worded_in" BIGINT[],
    "delay_told" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "place" BIGSERIAL NOT NULL,

    CONSTRAINT "outgoing_comments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outgoing_comments_album_idx" ON "outgoing_comments"("author_id", "album_id") WHERE (album_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "outgoing_comments_unsent_idx" ON "outgoing_comments"("ticket_id", "author_id", "place") WHERE (state = ANY (ARRAY['collecting'::text, 'sending'::text]));

-- CreateIndex
CREATE INDEX "outgoing_comments_created_at_idx" ON "outgoing_comments" USING BRIN ("created_at");

-- AddForeignKey
ALTER TABLE "compositions" ADD CONSTRAINT "compositions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_comments" ADD CONSTRAINT "outgoing_comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "outgoing_comments"
    ADD CONSTRAINT "outgoing_comments_state_check" CHECK (state IN ('collecting', 'sending', 'sent', 'refused')),
    ADD CONSTRAINT "outgoing_comments_visibility_check" CHECK (visibility IN ('public', 'internal')),
    ADD CONSTRAINT "outgoing_comments_language_check" CHECK (language IN ('uk', 'en')),
    ADD CONSTRAINT "outgoing_comments_content_check" CHECK (state IN ('sent', 'refused') OR content IS NOT NULL);
