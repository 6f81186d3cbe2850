import { afterEach, describe, expect, it } from 'vitest';
import { testVirus } from '../../../test/builders/bad-files.table.ts';
import { type ClamdManners, type FakeClamd, startFakeClamd } from '../../../test/fakes/clamd.ts';
import { createClamdScanner } from './create-clamd-scanner.ts';

let clamd: FakeClamd;
afterEach(() => clamd.close());

const patience = { silenceMsMax: 200, scanMsMax: 5_000 };

async function* stretches(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function scan(content: AsyncIterable<Uint8Array>, manners: ClamdManners = {}) {
  clamd = await startFakeClamd(manners);
  return createClamdScanner(clamd.address, patience).scan(content);
}

describe('a scanner', () => {
  it('passes what it finds nothing in, and was shown all of it', async () => {
    expect(await scan(stretches('one', 'two'))).toBe('clean');
    expect(clamd.scanned).toEqual([6]);
  });

  it('finds a virus, also one that comes in pieces', async () => {
    expect(await scan(stretches(`x${testVirus.slice(0, 30)}`, testVirus.slice(30)))).toBe('infected');
  });

  it('refuses what is more than it looks at, without being shown the rest', async () => {
    let shown = 0;
    async function* endless() {
      for (; shown < 100_000; shown += 1) yield Buffer.alloc(64 * 1024);
    }
    expect(await scan(endless(), { streamBytesMax: 1_000_000 })).toBe('too-large');
    expect(shown).toBeLessThan(1_000);
  });

  it.each<[string, ClamdManners]>([
    ['says nothing', { says: null }],
    ['says something else', { says: 'stream: Heuristics.Limits ERROR' }],
    ['has no database yet', { says: 'INSTREAM: Can not create temporary file. ERROR' }],
    ['says it is fine, and more', { says: 'stream: OK and more' }],
    ['goes without a word', { says: '' }],
  ])('that %s lets nothing pass', async (_, manners) => {
    expect(await scan(stretches('one'), manners)).toBe('away');
  });

  it('that is not there lets nothing pass', async () => {
    clamd = await startFakeClamd();
    const { address } = clamd;
    await clamd.close();
    clamd = await startFakeClamd();
    expect(await createClamdScanner(address, patience).scan(stretches('one'))).toBe('away');
    expect(await createClamdScanner({ kind: 'unix', path: '/nowhere/clamd.ctl' }, patience).scan(stretches('x'))).toBe(
      'away',
    );
  });
});
