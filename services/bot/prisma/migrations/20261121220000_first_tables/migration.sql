-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "keys";

-- CreateEnum
CREATE TYPE "priority" AS ENUM ('critical', 'high', 'medium', 'low');

-- CreateTable
CREATE TABLE "users_telegram" (
    "id" UUID NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "employee_tag" BYTEA NOT NULL,
    "language" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "sealed_phone" TEXT NOT NULL,
    "profile" BYTEA NOT NULL,
    "blocked_at" TIMESTAMPTZ(3),
    "detached_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_login_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "users_telegram_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_roles_cache" (
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "teams" TEXT[],
    "permissions" TEXT[],
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_roles_cache_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "user_sessions" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "gateway_session_id" TEXT NOT NULL,
    "token" BYTEA NOT NULL,
    "token_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "end_reason" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "user_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_sessions" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "employee_id" UUID NOT NULL,
    "specialist_id" UUID,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "chat_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_messages" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "text" BYTEA,
    "attachments" BYTEA,
    "sync_state" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chat_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets_cache" (
    "id" UUID NOT NULL,
    "number" TEXT,
    "requester_id" UUID NOT NULL,
    "assignee_id" UUID,
    "request_type" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "priority" "priority" NOT NULL,
    "summary" BYTEA NOT NULL,
    "filing" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "grant_id" TEXT,
    "grant_expires_at" TIMESTAMPTZ(3),
    "url" TEXT,
    "waiting" TEXT,
    "tracker_changed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "tickets_cache_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_log" (
    "number" BIGINT NOT NULL,
    "act" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "bytes" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "system_log_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "payload" BYTEA,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "lane" TEXT NOT NULL,
    "seq" BIGINT,
    "state" TEXT NOT NULL,
    "epoch" INTEGER,
    "kind" TEXT NOT NULL,
    "subject_id" UUID,
    "payload" BYTEA,
    "chat_id" BIGINT,
    "card" TEXT,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "doubts" SMALLINT NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lanes" (
    "lane" TEXT NOT NULL,
    "next_seq" BIGINT NOT NULL DEFAULT 1,
    "owner" UUID,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "lanes_pkey" PRIMARY KEY ("lane")
);

-- CreateTable
CREATE TABLE "keyboards" (
    "id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "actions" JSONB NOT NULL,

    CONSTRAINT "keyboards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cards" (
    "chat_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cards_pkey" PRIMARY KEY ("chat_id","name")
);

-- CreateTable
CREATE TABLE "drafts" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "ticket_id" UUID,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "discarded_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "ticket_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "limit_minutes" INTEGER NOT NULL,
    "remind_at" TIMESTAMPTZ(3),
    "reassign_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "decision_id" UUID,
    "version" INTEGER NOT NULL,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("ticket_id","number")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "weights_version" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "record" JSONB NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty" (
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "shift_started_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "duty_log" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),

    CONSTRAINT "duty_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workload" (
    "person_id" UUID NOT NULL,
    "active" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workload_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "ticket_facts" (
    "ticket_id" UUID NOT NULL,
    "request_type" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "priority" "priority" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_at" TIMESTAMPTZ(3),
    "first_reaction_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "reopened_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ticket_facts_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateTable
CREATE TABLE "audit_pending" (
    "id" BIGSERIAL NOT NULL,
    "entry" JSONB NOT NULL,

    CONSTRAINT "audit_pending_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cursors" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cursors_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "keys"."subject_keys" (
    "subject_id" UUID NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subject_keys_pkey" PRIMARY KEY ("subject_id")
);

-- CreateIndex
CREATE INDEX "users_telegram_chat_idx" ON "users_telegram"("chat_id") WHERE (detached_at IS NULL);

-- CreateIndex
CREATE INDEX "users_telegram_employee_tag_idx" ON "users_telegram"("employee_tag");

-- CreateIndex
CREATE UNIQUE INDEX "users_telegram_account_key" ON "users_telegram"("telegram_id") WHERE (detached_at IS NULL);

-- CreateIndex
CREATE INDEX "user_roles_cache_teams_idx" ON "user_roles_cache" USING GIN ("teams") WHERE (role <> 'employee'::text);

-- CreateIndex
CREATE UNIQUE INDEX "user_sessions_gateway_session_id_key" ON "user_sessions"("gateway_session_id");

-- CreateIndex
CREATE INDEX "user_sessions_person_id_started_at_idx" ON "user_sessions"("person_id", "started_at");

-- CreateIndex
CREATE INDEX "user_sessions_live_idx" ON "user_sessions"("started_at") WHERE (state = 'live'::text);

-- CreateIndex
CREATE INDEX "chat_sessions_ticket_id_idx" ON "chat_sessions"("ticket_id");

-- CreateIndex
CREATE INDEX "chat_sessions_employee_id_idx" ON "chat_sessions"("employee_id");

-- CreateIndex
CREATE INDEX "chat_sessions_specialist_id_idx" ON "chat_sessions"("specialist_id");

-- CreateIndex
CREATE INDEX "chat_messages_session_id_sent_at_idx" ON "chat_messages"("session_id", "sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_cache_number_key" ON "tickets_cache"("number");

-- CreateIndex
CREATE INDEX "tickets_cache_requester_id_open_changed_at_idx" ON "tickets_cache"("requester_id", "open" DESC, "changed_at" DESC);

-- CreateIndex
CREATE INDEX "tickets_cache_assigned_idx" ON "tickets_cache"("assignee_id", "priority", "created_at") WHERE (open);

-- CreateIndex
CREATE INDEX "tickets_cache_closed_idx" ON "tickets_cache"("assignee_id", "closed_at") WHERE (closed_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "tickets_cache_team_idx" ON "tickets_cache"("team", "created_at") WHERE (open);

-- CreateIndex
CREATE INDEX "tickets_cache_awaiting_idx" ON "tickets_cache"("priority", "created_at") WHERE (open AND (assignee_id IS NULL) AND (filing = 'filed'::text));

-- CreateIndex
CREATE INDEX "inbox_waiting_idx" ON "inbox"("lane", "id") WHERE (state = ANY (ARRAY['pending'::text, 'kept'::text]));

-- CreateIndex
CREATE INDEX "inbox_received_at_idx" ON "inbox" USING BRIN ("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_source_source_id_key" ON "inbox"("source", "source_id");

-- CreateIndex
CREATE INDEX "outbox_delayed_idx" ON "outbox"("due_at") WHERE (state = 'delayed'::text);

-- CreateIndex
CREATE INDEX "outbox_created_at_idx" ON "outbox" USING BRIN ("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_waiting_key" ON "outbox"("lane", "seq") WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));

-- CreateIndex
CREATE INDEX "drafts_discarded_idx" ON "drafts"("discarded_at") WHERE (discarded_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "drafts_open_key" ON "drafts"("owner_id") WHERE (state = 'open'::text);

-- CreateIndex
CREATE UNIQUE INDEX "drafts_sending_key" ON "drafts"("ticket_id") WHERE (state = 'sending'::text);

-- CreateIndex
CREATE INDEX "assignments_person_id_assigned_at_idx" ON "assignments"("person_id", "assigned_at");

-- CreateIndex
CREATE INDEX "assignments_due_idx" ON "assignments"("due_at") WHERE (due_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "assignments_in_force_key" ON "assignments"("ticket_id") WHERE (state = ANY (ARRAY['notified'::text, 'reminded'::text, 'taken'::text]));

-- CreateIndex
CREATE INDEX "decisions_ticket_id_decided_at_idx" ON "decisions"("ticket_id", "decided_at");

-- CreateIndex
CREATE INDEX "duty_on_idx" ON "duty"("since") WHERE (state <> 'off-shift'::text);

-- CreateIndex
CREATE INDEX "duty_log_person_id_to_at_idx" ON "duty_log"("person_id", "to_at");

-- CreateIndex
CREATE UNIQUE INDEX "duty_log_open_key" ON "duty_log"("person_id") WHERE (to_at IS NULL);

-- CreateIndex
CREATE INDEX "ticket_facts_team_created_at_idx" ON "ticket_facts"("team", "created_at");

-- CreateIndex
CREATE INDEX "ticket_facts_team_first_reaction_at_idx" ON "ticket_facts"("team", "first_reaction_at");

-- CreateIndex
CREATE INDEX "ticket_facts_team_resolved_at_idx" ON "ticket_facts"("team", "resolved_at");

-- CreateIndex
CREATE INDEX "ticket_facts_created_at_idx" ON "ticket_facts"("created_at");

-- AddForeignKey
ALTER TABLE "user_roles_cache" ADD CONSTRAINT "user_roles_cache_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_sessions" ADD CONSTRAINT "chat_sessions_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets_cache"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets_cache" ADD CONSTRAINT "tickets_cache_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets_cache" ADD CONSTRAINT "tickets_cache_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users_telegram"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets_cache"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets_cache"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty" ADD CONSTRAINT "duty_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_log" ADD CONSTRAINT "duty_log_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workload" ADD CONSTRAINT "workload_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users_telegram"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---- What Prisma's schema cannot say --------------------------------------------------------------------------------

-- Closed sets of words.
ALTER TABLE "users_telegram"
    ADD CONSTRAINT "users_telegram_language_check" CHECK (language IN ('uk', 'en')),
    ADD CONSTRAINT "users_telegram_role_check" CHECK (role IN ('employee', 'specialist', 'supervisor'));
ALTER TABLE "user_roles_cache"
    ADD CONSTRAINT "user_roles_cache_role_check" CHECK (role IN ('employee', 'specialist', 'supervisor'));
ALTER TABLE "user_sessions"
    ADD CONSTRAINT "user_sessions_state_check" CHECK (state IN ('live', 'ended')),
    ADD CONSTRAINT "user_sessions_end_check" CHECK ((state = 'live') = (end_reason IS NULL) AND (state = 'live') = (ended_at IS NULL));
ALTER TABLE "tickets_cache"
    ADD CONSTRAINT "tickets_cache_status_check" CHECK (status IN ('new', 'in-progress', 'waiting-for-customer', 'waiting-for-support', 'resolved', 'closed')),
    ADD CONSTRAINT "tickets_cache_filing_check" CHECK (filing IN ('accepted', 'filed', 'refused'));
ALTER TABLE "inbox"
    ADD CONSTRAINT "inbox_state_check" CHECK (state IN ('pending', 'kept', 'done', 'dead'));
ALTER TABLE "outbox"
    ADD CONSTRAINT "outbox_state_check" CHECK (state IN ('delayed', 'pending', 'sending', 'delivered', 'parked')),
    ADD CONSTRAINT "outbox_seq_check" CHECK (state = 'delayed' OR seq IS NOT NULL);
ALTER TABLE "drafts"
    ADD CONSTRAINT "drafts_state_check" CHECK (state IN ('open', 'sending', 'discarded')),
    ADD CONSTRAINT "drafts_ticket_check" CHECK (state <> 'sending' OR ticket_id IS NOT NULL);
ALTER TABLE "assignments"
    ADD CONSTRAINT "assignments_state_check" CHECK (state IN ('notified', 'reminded', 'taken', 'declined', 'reassigned', 'withdrawn'));
ALTER TABLE "duty"
    ADD CONSTRAINT "duty_state_check" CHECK (state IN ('on-shift', 'break', 'off-shift'));

-- Rows that are updated over and over: room on their pages, so that Postgres updates them in place.
ALTER TABLE "lanes" SET (fillfactor = 50);
ALTER TABLE "user_sessions" SET (fillfactor = 70);

-- A plan is written as one pipeline: what must hold is checked on the way, and the first thing that does not hold
-- breaks off the transaction, by a cast to one of these domains whose constraint says why. (Functions would need
-- semicolons in their bodies, and Prisma's engine cuts a migration at each of them.)
CREATE DOMAIN "unmoved" AS boolean CONSTRAINT "overtaken" CHECK (VALUE IS TRUE);
CREATE DOMAIN "still_mine" AS boolean CONSTRAINT "fenced" CHECK (VALUE IS TRUE);
