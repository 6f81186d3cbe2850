-- AlterTable
ALTER TABLE "tickets_cache" ADD COLUMN     "assigned_elsewhere" BOOLEAN NOT NULL DEFAULT false;
