-- AlterTable
ALTER TABLE "bindings" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "confirmations" (
    "employee_id" TEXT NOT NULL,
    "telegram_user_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "code_hash" TEXT,
    "code_sent_at" TIMESTAMPTZ(3),
    "code_expires_at" TIMESTAMPTZ(3),
    "wrong_tries" INTEGER NOT NULL DEFAULT 0,
    "delivered" BOOLEAN NOT NULL DEFAULT false,
    "supervisor" TEXT NOT NULL,
    "comparison_code" TEXT,
    "spent_by" TEXT,
    "spent_at" TIMESTAMPTZ(3),
    "sealed_phone" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "confirmations_pkey" PRIMARY KEY ("employee_id","telegram_user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "confirmations_id_key" ON "confirmations"("id");

-- CreateIndex
CREATE INDEX "confirmations_expires_at_idx" ON "confirmations"("expires_at");
