-- CreateTable
CREATE TABLE "sign_in_waits" (
    "telegram_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "confirmation_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_waits_pkey" PRIMARY KEY ("telegram_id")
);

-- CreateIndex
CREATE INDEX "sign_in_waits_confirmation_id_idx" ON "sign_in_waits"("confirmation_id");
