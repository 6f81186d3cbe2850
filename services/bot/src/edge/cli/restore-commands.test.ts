import { Command } from 'commander';
import { beforeEach, expect, it } from 'vitest';
import type { RestoreOutcome, Restoring } from '../../use-cases/restore/restore-desk.ts';
import { addRestoreCommands } from './restore-commands.ts';

const until = '2026-11-22T14:05:00Z';
const line = { number: 1, bytes: new Uint8Array(1), hash: '00' };

let asked: Restoring[];
let closed: number;
beforeEach(() => {
  asked = [];
  closed = 0;
});

async function closeOne(): Promise<void> {
  closed += 1;
}

async function run(outcome: RestoreOutcome, ...words: string[]) {
  const lines: string[] = [];
  const failures: string[] = [];
  const program = new Command().exitOverride();
  addRestoreCommands(program, {
    readLines: async (file) =>
      file === 'audit.jsonl' ? { kind: 'read', lines: [line] } : { kind: 'wrong', line: file === 'torn.jsonl' ? 3 : 0 },
    open: async () => ({
      kind: 'opened',
      desk: {
        async restore(restoring) {
          asked.push(restoring);
          return outcome;
        },
        close: closeOne,
      },
    }),
    openErased: async () => ({
      kind: 'opened',
      log: { listErased: async () => ['id-1', 'id-2'], close: closeOne },
    }),
    output: { line: (text) => lines.push(text), fail: (text) => failures.push(text) },
  });
  const said = words[0] === 'erased' ? words : ['bot', '--operator', 'roman', ...words];
  await program.parseAsync(['restore', ...said], { from: 'user' });
  return { lines, failures };
}

const restored: RestoreOutcome = {
  kind: 'restored',
  window: { point: Date.parse('2026-11-22T02:00:00Z'), until: Date.parse(until) },
  ...{ entries: 40, erased: 1, setAside: { arrivals: 2, effects: 3, words: 4 }, changes: 5, sessions: 6 },
};

it('says what was done, by the file and the time that were named', async () => {
  const { lines, failures } = await run(restored, '--until', until, '--audit', 'audit.jsonl');
  expect(asked).toEqual([{ until: Date.parse(until), lines: [line], operator: 'roman' }]);
  expect(lines[0]).toBe('Restored to 2026-11-22T02:00:00.000Z; lost: until 2026-11-22T14:05:00.000Z.');
  expect(lines.at(-1)).toBe('The bot can start.');
  expect(failures).toEqual([]);
  expect(closed).toBe(1);
});

it('writes who was erased, an id a line', async () => {
  expect((await run(restored, 'erased')).lines).toEqual(['id-1', 'id-2']);
  expect(closed).toBe(1);
});

it('goes by the last audit entry where no time is named', async () => {
  await run(restored);
  expect(asked).toEqual([{ until: null, lines: [], operator: 'roman' }]);
});

it.each<[RestoreOutcome, RegExp]>([
  [{ kind: 'refused', why: 'no-time' }, /Say with --until/],
  [{ kind: 'refused', why: 'not-yet' }, /lies in the future/],
  [{ kind: 'refused', why: 'away' }, /does not answer/],
  [{ kind: 'refused', why: 'not-delivered' }, /Run this again/],
  [{ kind: 'refused', why: 'empty' }, /can be started as it is/],
  [{ kind: 'refused-log', log: { kind: 'behind', after: 81 } }, /desk restore audit --after 81 > audit[.]jsonl/],
  [{ kind: 'refused-log', log: { kind: 'differs', number: 7 } }, /Entry 7 .* another one at the gateway/],
  [{ kind: 'refused-log', log: { kind: 'broken', number: 8 } }, /Entry 8 of the file does not follow/],
])('%j: says so, and fails', async (outcome, said) => {
  const { lines, failures } = await run(outcome, '--until', until);
  expect(lines).toEqual([]);
  expect(failures).toEqual([expect.stringMatching(said)]);
});

it.each([
  [['--until', 'yesterday'], /time with its zone/],
  [['--until', '2026-11-22T14:05:00'], /time with its zone/],
  [['--until', until, '--audit', 'nowhere.jsonl'], /no such file/],
  [['--until', until, '--audit', 'torn.jsonl'], /line 3 is no entry/],
])('%j is refused before anything is opened', async (words, said) => {
  expect((await run(restored, ...words)).failures).toEqual([expect.stringMatching(said)]);
  expect(asked).toEqual([]);
});
