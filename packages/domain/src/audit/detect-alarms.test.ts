import { describe, expect, it } from 'vitest';
import { auditEvents } from './audit-events.table.ts';
import { type AlarmLimits, alarmKinds, detectAlarms, type WatchedEntry, watchedActs } from './detect-alarms.ts';

/** Monday, 10:00 in Kyiv. */
const start = Date.UTC(2026, 10, 23, 8, 0);
const minute = 60_000;

const limits: AlarmLimits = {
  refusalsPer10Minutes: 5,
  refusalsOfAllPer10Minutes: 12,
  forgedButtonsPerHour: 3,
  wrongCodesPerHour: 4,
  ticketsReadPerHour: 4,
  exportsPerHour: 2,
  erasuresPerHour: 2,
  oddHours: { timeZone: 'Europe/Kyiv', from: '00:00', to: '05:00' },
  signInsPer10Minutes: 6,
  newBindingsPerHour: 4,
};

function entry(act: string, minutes: number, more: Partial<WatchedEntry> = {}): WatchedEntry {
  return { log: 'gateway', act, outcome: 'done', who: 'p-1', on: null, at: start + minutes * minute, ...more };
}

const refused = (minutes: number, who: string | null = 'p-1') =>
  entry('access-refused', minutes, { outcome: 'refused', who });
const read = (minutes: number, ticket: string) => entry('ticket-read', minutes, { on: `ticket:${ticket}` });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

function detect(fresh: readonly WatchedEntry[], before: readonly WatchedEntry[] = []) {
  return detectAlarms({ before, fresh, raised: [] }, limits).map(({ kind, who, count }) => `${kind} ${who} ${count}`);
}

/**
 * @claim audit Refusal storms, forged buttons, wrong codes, mass reading, exports, erasures, odd hours and very many
 * sign-ins raise alarms. (ASVS 16.3.3)
 */
describe('alarms', () => {
  it.each<{ what: string; fresh: readonly WatchedEntry[]; raised: readonly string[] }>([
    { what: 'five refusals of one person', fresh: times(5, refused), raised: ['refusal-storm p-1 5'] },
    { what: 'four refusals', fresh: times(4, refused), raised: [] },
    { what: 'five refusals over an hour', fresh: times(5, (at) => refused(at * 12)), raised: [] },
    { what: 'four refusals of each of two', fresh: times(8, (at) => refused(1, `p-${at % 2}`)), raised: [] },
    {
      what: 'twelve refusals of twelve people',
      fresh: times(12, (at) => refused(at / 2, `p-${at}`)),
      raised: ['refusal-storm-of-all null 12'],
    },
    {
      what: 'refusals of nobody that is known',
      fresh: times(5, (at) => refused(at, null)),
      raised: ['refusal-storm null 5'],
    },
    {
      what: 'three forged buttons',
      fresh: times(3, (at) => entry('button-forged', at * 20, { log: 'bot', outcome: 'refused' })),
      raised: ['forged-buttons p-1 3'],
    },
    {
      what: 'four codes typed wrongly',
      fresh: times(4, (at) => entry('confirmation-failed', at * 15, { outcome: 'refused' })),
      raised: ['wrong-codes p-1 4'],
    },
    { what: 'four tickets read', fresh: times(4, (at) => read(at, `SD-${at}`)), raised: ['mass-reading p-1 4'] },
    { what: 'one ticket read forty times', fresh: times(40, (at) => read(at / 2, 'SD-1')), raised: [] },
    {
      what: 'tickets that only the bot says were read',
      fresh: times(9, (at) => ({ ...read(at, `SD-${at}`), log: 'bot' as const })),
      raised: [],
    },
    {
      what: 'two exports',
      fresh: [entry('report-exported', 0, { log: 'bot' }), entry('audit-read', 30)],
      raised: ['exports p-1 2'],
    },
    { what: 'a sign-in by day', fresh: [entry('signed-in', 0)], raised: [] },
    { what: 'a sign-in at 00:00', fresh: [entry('signed-in', 14 * 60)], raised: ['odd-hour-sign-in p-1 1'] },
    { what: 'a sign-in at 05:00', fresh: [entry('signed-in', 19 * 60)], raised: [] },
    {
      what: 'six people who sign in within ten minutes',
      fresh: times(6, (at) => entry('signed-in', at, { who: `p-${at}` })),
      raised: ['sign-in-storm null 6'],
    },
    {
      what: 'six people who sign in over half an hour',
      fresh: times(6, (at) => entry('signed-in', at * 6, { who: `p-${at}` })),
      raised: [],
    },
    {
      what: 'sign-ins that only the bot tells of',
      fresh: times(6, (at) => entry('signed-in', at, { log: 'bot' })),
      raised: [],
    },
    {
      what: 'four accounts that are new within an hour',
      fresh: times(4, (at) => entry('binding-created', at * 15, { who: `p-${at}` })),
      raised: ['new-bindings null 4'],
    },
    {
      what: 'three accounts that are new',
      fresh: times(3, (at) => entry('binding-created', at, { who: `p-${at}` })),
      raised: [],
    },
    {
      what: 'a gap in the log, and a rewritten one',
      fresh: [
        entry('audit-gap', 0, { outcome: 'refused', who: null }),
        entry('audit-rewritten', 1, { outcome: 'refused', who: null }),
      ],
      raised: ['audit-gap null 1', 'audit-rewritten null 1'],
    },
  ])('$what', ({ fresh, raised }) => {
    expect(detect(fresh)).toEqual(raised);
  });

  it('count what came before, and are raised by what is fresh alone', () => {
    expect(detect([refused(5)], times(4, refused))).toEqual(['refusal-storm p-1 5']);
    expect(detect([read(6, 'SD-1')], times(9, refused))).toEqual([]);
  });

  it('do not depend on the order in which entries arrive', () => {
    expect(detect(times(5, refused).toReversed())).toEqual(['refusal-storm p-1 5']);
  });

  it('are raised once in an hour for a kind and a person', () => {
    const storm = times(200, (at) => refused(at / 2));
    expect(detect(storm)).toEqual([
      'refusal-storm p-1 5',
      'refusal-storm-of-all null 12',
      'refusal-storm p-1 20',
      'refusal-storm-of-all null 20',
    ]);
    const raised = [{ kind: 'refusal-storm', who: 'p-1', at: start - 30 * minute }] as const;
    expect(detectAlarms({ before: [], fresh: times(5, refused), raised }, limits)).toEqual([]);
    expect(detectAlarms({ before: [], fresh: times(5, (at) => refused(at + 40)), raised }, limits)).toHaveLength(1);
  });

  it('for odd hours can be switched off', () => {
    const night = [entry('signed-in', 14 * 60)];
    expect(detectAlarms({ before: [], fresh: night, raised: [] }, { ...limits, oddHours: null })).toEqual([]);
  });

  it('say nothing where nothing is fresh', () => {
    expect(detect([], times(99, refused))).toEqual([]);
  });

  it('come of refusals and of what is watched alone', () => {
    const others = Object.keys(auditEvents).filter((act) => !watchedActs.includes(act));
    expect(others).toContain('comment-added');
    expect(detect(others.flatMap((act) => times(20, (at) => entry(act, at / 2))))).toEqual([]);
  });

  it('have names of their own', () => {
    expect(new Set(alarmKinds).size).toBe(alarmKinds.length);
  });
});
