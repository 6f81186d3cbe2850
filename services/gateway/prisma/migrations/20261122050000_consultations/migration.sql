-- AlterTable
ALTER TABLE "desk_comments" ADD COLUMN     "consultation" UUID;

-- CreateTable
CREATE TABLE "consultations" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "employee_id" TEXT NOT NULL,
    "grant_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_revision" INTEGER,

    CONSTRAINT "consultations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consultation_specialists" (
    "consultation_id" UUID NOT NULL,
    "employee_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consultation_specialists_pkey" PRIMARY KEY ("consultation_id","employee_id")
);

-- CreateTable
CREATE TABLE "consultation_spendings" (
    "consultation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "messages" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "consultation_spendings_pkey" PRIMARY KEY ("consultation_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "consultations_grant_id_key" ON "consultations"("grant_id");

-- CreateIndex
CREATE INDEX "consultations_number_idx" ON "consultations"("number");

-- CreateIndex
CREATE INDEX "consultations_expires_at_idx" ON "consultations"("expires_at");

-- AddForeignKey
ALTER TABLE "consultation_specialists" ADD CONSTRAINT "consultation_specialists_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consultation_spendings" ADD CONSTRAINT "consultation_spendings_consultation_id_fkey" FOREIGN KEY ("consultation_id") REFERENCES "consultations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
