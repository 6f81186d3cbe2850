import type { PrismaClient } from '../generated/client.ts';
import type { SubjectKeys } from '../subject-keys.ts';

export interface PersonReader {
  readonly prisma: PrismaClient;
  readonly keys: SubjectKeys;
  /** Of all their conversations, the newest; a person with more is told that it was cut. */
  readonly messagesMax: number;
}

/** The newest of each other kind, likewise. */
export const rowsMax = 5_000;
