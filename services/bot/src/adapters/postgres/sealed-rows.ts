import { type KeyRing, unwrapSubjectKey, wrapSubjectKey } from '@desk/crypto';
import type pg from 'pg';
import { z } from 'zod';
import { type SealedKind, type SealedRows, type SealedUnder, sealedKinds } from '../../ports/sealed-rows.ts';
import { type SealedField, sealFieldAnew } from './seal-fields.ts';

export interface SealedRowsOptions {
  readonly pool: pg.Pool;
  readonly zone: KeyRing;
}

/** `name`: the row as it stands in what is authenticated with it. */
const Found = z.array(z.object({ id: z.string(), name: z.string(), sealed: z.instanceof(Buffer) }));
const Counted = z.array(z.object({ kid: z.string(), rows: z.int() }));

interface Source {
  /** What is sealed there and waits to be opened: its id, its name and the envelope. */
  readonly rows: string;
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly type: 'uuid' | 'bigint';
  /** Null: it does not open. */
  readonly sealAnew: (zone: KeyRing, name: string, sealed: Uint8Array) => Uint8Array | null;
}

const sources: Readonly<Record<SealedKind, Source>> = {
  'subject-keys': {
    ...{ table: 'keys.subject_keys', key: 'subject_id', column: 'wrapped', type: 'uuid' },
    rows: 'select subject_id as id, subject_id::text as name, wrapped as sealed from keys.subject_keys',
    sealAnew(zone, subjectId, wrapped) {
      const opened = unwrapSubjectKey(zone, wrapped, subjectId);
      return opened.kind === 'opened' ? wrapSubjectKey(zone, opened.ring, subjectId) : null;
    },
  },
  inbox: {
    ...{ table: 'inbox', key: 'id', column: 'payload', type: 'bigint' },
    // By state, one after the other: nearly all rows are done, and these are found by indices of their own.
    rows: `
      select id, source || ':' || source_id as name, payload as sealed from inbox
        where state in ('pending', 'kept') and payload is not null
      union all
      select id, source || ':' || source_id, payload from inbox where state = 'dead' and payload is not null`,
    sealAnew: field('inbox.payload'),
  },
  outbox: {
    ...{ table: 'outbox', key: 'id', column: 'payload', type: 'uuid' },
    rows: ["state in ('pending', 'sending')", "state = 'delayed'", "state = 'parked'"]
      .map(
        (waiting) => `
      select id, id::text as name, payload as sealed from outbox
        where ${waiting} and subject_id is null and payload is not null`,
      )
      .join(' union all '),
    sealAnew: field('outbox.payload'),
  },
};

const firstOf = { uuid: '00000000-0000-0000-0000-000000000000', bigint: '0' } as const;

export function createSealedRows({ pool, zone }: SealedRowsOptions): SealedRows {
  /** Behind which row the next page begins: what does not open is passed by, not found again and again. */
  const after = new Map<SealedKind, string>();
  return {
    keys: () => ({ current: zone.current, hasFormer: zone.keys.size > 1 }),

    count: () => countOwn(pool),

    async sealAnew(kind, rowsMax) {
      const source = sources[kind];
      const header = headerOf(zone.current);
      const from = after.get(kind) ?? firstOf[source.type];
      const { rows } = await pool.query(findRows(source), [from, header, header.length, rowsMax]);
      const found = Found.parse(rows.map((row) => ({ ...row, id: String(row.id) })));
      after.set(kind, found.length < rowsMax ? firstOf[source.type] : (found.at(-1)?.id ?? from));
      const anew = found.flatMap(({ id, name, sealed: former }) => {
        const sealed = source.sealAnew(zone, name, former);
        return sealed === null ? [] : [{ id, former, sealed }];
      });
      if (anew.length === 0) return { found: found.length, sealed: 0 };
      const { rowCount } = await pool.query(replaceRows(source), [
        anew.map(({ id }) => id),
        anew.map(({ former }) => former),
        anew.map(({ sealed }) => Buffer.from(sealed)),
      ]);
      return { found: found.length, sealed: rowCount ?? 0 };
    },
  };
}

/** What keys of this zone still seal, by the envelopes themselves: none has to be opened. */
async function countOwn(pool: pg.Pool): Promise<readonly SealedUnder[]> {
  const counted: SealedUnder[] = [];
  for (const kind of sealedKinds) {
    const { rows } = await pool.query(countRows(sources[kind].rows));
    counted.push(...Counted.parse(rows).map((under) => ({ kind, ...under })));
  }
  return counted;
}

/** And the phones, which are sealed inside under keys that this zone does not have: one for each who has signed in. */
export async function countSealed(
  pool: pg.Pool,
): Promise<readonly (Omit<SealedUnder, 'kind'> & { readonly kind: SealedKind | 'phones' })[]> {
  const { rows } = await pool.query(countRows(phones));
  return [...(await countOwn(pool)), ...Counted.parse(rows).map((under) => ({ kind: 'phones' as const, ...under }))];
}

function field(name: SealedField): Source['sealAnew'] {
  return (zone, row, sealed) => sealFieldAnew(zone, name, row, sealed);
}

/** How every envelope begins that this key has sealed: version, length of the id, id. */
function headerOf(kid: string): Buffer {
  const id = Buffer.from(kid);
  return Buffer.concat([Buffer.from([1, id.length]), id]);
}

function findRows({ rows, type }: Source): string {
  return `
    select id, name, sealed from (${rows}) as waiting
    where id > $1::${type} and substring(sealed from 1 for $3::int) <> $2::bytea order by id limit $4::int`;
}

/** Rows that somebody works on are for the next time: whoever waits for one could be waited for. */
function replaceRows({ table, key, column, type }: Source): string {
  return `
    with anew as (
      select * from unnest($1::${type}[], $2::bytea[], $3::bytea[]) as anew (id, former, sealed)
    ), held as (
      select ${key} from ${table} where ${key} = any($1::${type}[]) order by ${key} for update skip locked
    )
    update ${table} t set ${column} = anew.sealed
    from anew, held
    where t.${key} = anew.id and t.${key} = held.${key} and t.${column} = anew.former`;
}

function countRows(rows: string): string {
  return `
    select convert_from(substring(sealed from 3 for get_byte(sealed, 1)), 'UTF8') as kid, count(*)::int as rows
    from (${rows}) as waiting where length(sealed) > 2 group by kid order by kid`;
}

/** Kept as text: the envelope in base64, whose version is its first byte. */
const phones = `
  select case when sealed_phone ~ '^A[Q-T]([A-Za-z0-9+/]{4})+[A-Za-z0-9+/=]{2}$' then decode(sealed_phone, 'base64') end
    as sealed
  from users_telegram`;
