import type { Drafts, StoredDraft } from '../../ports/drafts.ts';
import type { Draft as DraftRow, Prisma, PrismaClient } from './generated/client.ts';
import type { SealedDraft } from './ledger/save-draft.ts';
import { openFieldJson } from './seal-fields.ts';
import type { SubjectKeys } from './subject-keys.ts';

export function createDrafts({ prisma, keys }: { prisma: PrismaClient; keys: SubjectKeys }): Drafts {
  async function findFirst(where: Prisma.DraftWhereInput): Promise<StoredDraft | null> {
    const row = await prisma.draft.findFirst({ where });
    return row && openDraft(row);
  }

  async function openDraft(row: DraftRow): Promise<StoredDraft | null> {
    const ring = (await keys.load([row.ownerId])).get(row.ownerId);
    if (!ring) return null;
    return { ...openFieldJson<SealedDraft>(ring, 'drafts.content', row.id, row.content), version: row.version };
  }

  return {
    findOpenOf: (personId) => findFirst({ ownerId: personId, state: 'open' }),
    findById: (id) => findFirst({ id }),
    findSending: (ticketId) => findFirst({ ticketId, state: 'sending' }),
  };
}
