-- CreateIndex
CREATE INDEX "pending_events_kind_created_at_idx" ON "pending_events"(("event"::json->>'kind'), "created_at");
