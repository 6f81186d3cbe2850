import type { KeyRing } from '@desk/crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { LetterContents } from '../../../ports/dead-letters.ts';
import { send } from '../run-pipeline.ts';
import { openFieldJson, type SealedField } from '../seal-fields.ts';
import type { SubjectKeys } from '../subject-keys.ts';

const Sealed = z.object({
  origin: z.enum(['inbox', 'outbox']),
  subject_id: z.string().nullable(),
  payload: z.instanceof(Buffer),
});

const fields = { inbox: 'inbox.payload', outbox: 'outbox.payload' } as const satisfies Record<string, SealedField>;

export function createLetterContents({ pool, keys }: { pool: pg.Pool; keys: SubjectKeys }): LetterContents {
  async function ringOf(subjectId: string | null): Promise<KeyRing | null> {
    if (subjectId === null) return keys.zone;
    return (await keys.load([subjectId])).get(subjectId) ?? null;
  }

  return {
    async open(id, entry) {
      const { rows } = await send(pool, { ...readLetter, values: [id, JSON.stringify(entry)] });
      if (rows[0] === undefined) return { kind: 'closed' };
      const { origin, subject_id, payload } = Sealed.parse(rows[0]);
      const ring = await ringOf(subject_id);
      if (ring === null) return { kind: 'closed' };
      try {
        return { kind: 'opened', content: openFieldJson<unknown>(ring, fields[origin], id, payload) };
      } catch {
        return { kind: 'closed' };
      }
    },
  };
}

/** The entry is written by the statement that reads. */
const readLetter = {
  name: 'read-dead-letter',
  text: `
    with letter as (
      select 'inbox' as origin, null::uuid as subject_id, payload from inbox
      where source || ':' || source_id = $1 and state = 'dead' and payload is not null
      union all
      select 'outbox', subject_id, payload from outbox
      where id::text = $1 and state = 'parked' and payload is not null
    ), audited as (
      insert into audit_pending (entry) select $2::jsonb from letter
    )
    select origin, subject_id, payload from letter`,
};
