-- AlterTable
ALTER TABLE "audit_subjects" ADD COLUMN     "forget_at" TIMESTAMPTZ(3);
