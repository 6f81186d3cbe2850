-- The version before: finds messages by the new index just as well, and nothing names one that is not unique.
DROP INDEX "chat_messages_from_idx";

-- CreateIndex
CREATE INDEX "chat_messages_from_chat_from_message_idx" ON "chat_messages"("from_chat", "from_message");
