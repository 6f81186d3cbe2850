-- CreateTable
CREATE TABLE "desk_comments" (
    "message" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "comment_id" TEXT,
    "employee_id" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "body_digest" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "files_refused" UUID[],
    "attempted_at" TIMESTAMPTZ(3),
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "desk_comments_pkey" PRIMARY KEY ("message")
);

-- CreateTable
CREATE TABLE "ticket_participants" (
    "number" TEXT NOT NULL,
    "employee_id" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_participants_pkey" PRIMARY KEY ("number","employee_id")
);
