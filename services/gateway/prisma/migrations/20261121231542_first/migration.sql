-- CreateTable
CREATE TABLE "processes" (
    "id" SERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "processes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "employee_id" TEXT NOT NULL,
    "telegram_user_id" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "end_reason" TEXT,
    "display_name" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "teams" TEXT[],
    "tracker_account" TEXT,
    "sealed_phone" TEXT NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bindings" (
    "employee_id" TEXT NOT NULL,
    "telegram_user_id" BIGINT NOT NULL,
    "bound_at" TIMESTAMPTZ(3) NOT NULL,
    "bound_by" TEXT NOT NULL,

    CONSTRAINT "bindings_pkey" PRIMARY KEY ("employee_id")
);

-- CreateTable
CREATE TABLE "sign_in_counts" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "window_start_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL,

    CONSTRAINT "sign_in_counts_pkey" PRIMARY KEY ("scope","key","window_start_at")
);

-- CreateTable
CREATE TABLE "sign_in_refusals" (
    "reference_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "telegram_user_id" BIGINT NOT NULL,
    "employee_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_refusals_pkey" PRIMARY KEY ("reference_code")
);

-- CreateTable
CREATE TABLE "desk_tickets" (
    "reference" UUID NOT NULL,
    "number" TEXT,
    "requester_id" TEXT NOT NULL,
    "requester_name" TEXT,
    "requester_department" TEXT,
    "requester_account" TEXT,
    "body_digest" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "attempted_at" TIMESTAMPTZ(3),
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "filed_at" TIMESTAMPTZ(3),

    CONSTRAINT "desk_tickets_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "desk_ticket_files" (
    "reference" UUID NOT NULL,
    "upload_id" UUID NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "desk_ticket_files_pkey" PRIMARY KEY ("reference","upload_id")
);

-- CreateTable
CREATE TABLE "filing_grants" (
    "id" UUID NOT NULL,
    "reference" UUID NOT NULL,
    "employee_id" TEXT NOT NULL,
    "body_digest" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "filing_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "given_assignments" (
    "number" TEXT NOT NULL,
    "employee_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "status_then" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "given_assignments_pkey" PRIMARY KEY ("number","employee_id")
);

-- CreateTable
CREATE TABLE "tracker_accounts" (
    "employee_id" TEXT NOT NULL,
    "account" TEXT,
    "looked_up_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tracker_accounts_pkey" PRIMARY KEY ("employee_id")
);

-- CreateTable
CREATE TABLE "operations" (
    "name" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "body_digest" TEXT NOT NULL,
    "working_on" TEXT,
    "owner" INTEGER,
    "attempt" INTEGER NOT NULL,
    "status" INTEGER,
    "answer" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operations_pkey" PRIMARY KEY ("name","idempotency_key")
);

-- CreateTable
CREATE TABLE "accepted_requests" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accepted_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pending_events" (
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "number" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "act" TEXT NOT NULL,
    "actor" TEXT,
    "on" TEXT,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "bytes" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "shipped_audit_log" (
    "number" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shipped_audit_log_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE INDEX "sessions_employee_id_started_at_idx" ON "sessions"("employee_id", "started_at");

-- CreateIndex
CREATE INDEX "sessions_started_at_idx" ON "sessions"("started_at");

-- CreateIndex
CREATE UNIQUE INDEX "bindings_telegram_user_id_key" ON "bindings"("telegram_user_id");

-- CreateIndex
CREATE INDEX "sign_in_counts_window_start_at_idx" ON "sign_in_counts"("window_start_at");

-- CreateIndex
CREATE INDEX "sign_in_refusals_at_idx" ON "sign_in_refusals"("at");

-- CreateIndex
CREATE UNIQUE INDEX "desk_tickets_number_key" ON "desk_tickets"("number");

-- CreateIndex
CREATE UNIQUE INDEX "filing_grants_reference_key" ON "filing_grants"("reference");

-- CreateIndex
CREATE INDEX "filing_grants_expires_at_idx" ON "filing_grants"("expires_at");

-- CreateIndex
CREATE INDEX "given_assignments_at_idx" ON "given_assignments"("at");

-- CreateIndex
CREATE UNIQUE INDEX "tracker_accounts_account_key" ON "tracker_accounts"("account");

-- CreateIndex
CREATE UNIQUE INDEX "operations_working_on_key" ON "operations"("working_on");

-- CreateIndex
CREATE INDEX "operations_changed_at_idx" ON "operations"("changed_at");

-- CreateIndex
CREATE INDEX "accepted_requests_expires_at_idx" ON "accepted_requests"("expires_at");

-- CreateIndex
CREATE INDEX "pending_events_created_at_idx" ON "pending_events"("created_at");

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");

-- AddForeignKey
ALTER TABLE "desk_ticket_files" ADD CONSTRAINT "desk_ticket_files_reference_fkey" FOREIGN KEY ("reference") REFERENCES "desk_tickets"("reference") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "filing_grants" ADD CONSTRAINT "filing_grants_reference_fkey" FOREIGN KEY ("reference") REFERENCES "desk_tickets"("reference") ON DELETE CASCADE ON UPDATE CASCADE;
