-- AlterTable
ALTER TABLE "users_telegram" ADD COLUMN     "data_exported_at" TIMESTAMPTZ(3);
