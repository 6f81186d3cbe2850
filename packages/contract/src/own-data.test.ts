import { expect, it } from 'vitest';
import { OwnData, ownDataRowsMax } from './own-data.ts';

/** More the bot does not read of an answer. */
const answerBytesMax = 2 * 1024 * 1024;

const at = Number.MAX_SAFE_INTEGER;
const id = crypto.randomUUID();
const number = `A${'B'.repeat(20)}-${'1'.repeat(12)}`;
const [word, phrase] = ['w'.repeat(32), 'p'.repeat(64)];
const name = 'Ї'.repeat(200);

/** As many rows as an answer may have, each as long as it may be. */
const fullest: OwnData = {
  person: {
    ...{ employeeId: 'e'.repeat(100), displayName: name, position: name, department: name, role: 'supervisor' },
    teams: Array.from({ length: 50 }, () => 't'.repeat(40)),
    ...{ phone: '+'.repeat(32), trackerAccount: name },
  },
  telegram: { userId: at, boundAt: at, boundBy: word },
  sessions: repeated('sessions', { startedAt: at, renewedAt: at, endsAt: at, endReason: word }),
  refusedSignIns: repeated('refusedSignIns', { at, reason: word, referenceCode: word }),
  tickets: repeated('tickets', { reference: id, number, createdAt: at, step: word }),
  comments: repeated('comments', { message: id, number, visibility: 'internal', at }),
  consultations: repeated('consultations', { id, number, openedAt: at, as: 'specialist' }),
  participations: repeated('participations', { number, at }),
  assignments: repeated('assignments', { number, at }),
  audit: repeated('audit', {
    ...{ at, log: 'gateway', act: word, by: 'another-person' },
    ...{ on: phrase, outcome: word, reason: phrase },
  }),
  cut: false,
};

function repeated<K extends keyof typeof ownDataRowsMax>(kind: K, row: OwnData[K][number]): OwnData[K][number][] {
  return Array.from({ length: ownDataRowsMax[kind] }, () => row);
}

it('the longest answer there can be is one that the bot reads to its end', () => {
  expect(OwnData.safeParse(fullest).success).toBe(true);
  expect(Buffer.byteLength(JSON.stringify(fullest))).toBeLessThan(answerBytesMax);
});

it.each<Partial<OwnData>>([
  { sessions: [...fullest.sessions, ...fullest.sessions] },
  { comments: [...fullest.comments, ...fullest.comments] },
  { audit: [...fullest.audit, ...fullest.audit] },
  { telegram: { userId: 1, boundAt: at, boundBy: `${word}w` } },
])('no answer is longer: %#', (change) => {
  expect(OwnData.safeParse({ ...fullest, ...change }).success).toBe(false);
});
