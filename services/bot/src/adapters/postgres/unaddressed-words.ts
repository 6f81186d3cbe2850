import type { UnaddressedStore, UnaddressedWords } from '../../ports/unaddressed-words.ts';
import type { PrismaClient } from './generated/client.ts';
import { openFieldJson } from './seal-fields.ts';
import type { SubjectKeys } from './subject-keys.ts';

export function createUnaddressedWords({
  prisma,
  keys,
}: {
  readonly prisma: PrismaClient;
  readonly keys: SubjectKeys;
}): UnaddressedStore {
  return {
    async find(personId) {
      const row = await prisma.unaddressedWords.findUnique({ where: { personId } });
      const ring = row && (await keys.load([personId])).get(personId);
      if (!row || !ring) return [];
      return openFieldJson<readonly UnaddressedWords[]>(ring, 'unaddressed_words.words', personId, row.words);
    },
  };
}
