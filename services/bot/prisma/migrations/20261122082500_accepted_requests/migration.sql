-- CreateTable
CREATE TABLE "accepted_requests" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accepted_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "accepted_requests_expires_at_idx" ON "accepted_requests"("expires_at");
