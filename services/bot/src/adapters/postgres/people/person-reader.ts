import type { PrismaClient } from '../generated/client.ts';
import type { SubjectKeys } from '../subject-keys.ts';

export interface PersonReader {
  readonly prisma: PrismaClient;
  readonly keys: SubjectKeys;
}

/** The newest of each kind; a person with more is told that it was cut. */
export const rowsMax = 5_000;
