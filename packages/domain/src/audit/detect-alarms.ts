import { isQuiet, type QuietHours } from '../schedule/quiet-hours.ts';

export const alarmKinds = [
  'refusal-storm',
  'refusal-storm-of-all',
  'forged-buttons',
  'wrong-codes',
  'mass-reading',
  'exports',
  'erasures',
  'odd-hour-sign-in',
  'sign-in-storm',
  'new-bindings',
  'audit-gap',
  'audit-rewritten',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** What is looked at of an entry, whichever log it is in. */
export interface WatchedEntry {
  readonly log: 'gateway' | 'bot';
  readonly act: string;
  readonly outcome: string;
  /** Whose doing, by one id in both logs; null: nobody's that is known. */
  readonly who: string | null;
  readonly on: string | null;
  readonly at: number;
}

/** How often is too often. Each count is for one person, where it does not say otherwise. */
export interface AlarmLimits {
  readonly refusalsPer10Minutes: number;
  readonly refusalsOfAllPer10Minutes: number;
  readonly forgedButtonsPerHour: number;
  /** One-time codes of a sign-in that were not right. */
  readonly wrongCodesPerHour: number;
  /** Different tickets of other people. */
  readonly ticketsReadPerHour: number;
  readonly exportsPerHour: number;
  /** People who erase themselves, of all: a bot in other hands could do it for them. */
  readonly erasuresPerHour: number;
  /** When nobody is expected to sign in; null: people work around the clock. */
  readonly oddHours: QuietHours | null;
  /** Of all: more than come to work at one time. */
  readonly signInsPer10Minutes: number;
  /** Telegram accounts that sign in for the first time, of all. */
  readonly newBindingsPerHour: number;
}

export interface Alarm {
  readonly kind: AlarmKind;
  /** Whose doing; null: many people's, or the log itself. */
  readonly who: string | null;
  /** How often within the window of its kind, when it was raised. */
  readonly count: number;
  readonly at: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Entries older than this beside the first fresh one are of no use. */
export const alarmWindowMaxMs = hourMs;
/** For so long at most an alarm that was raised keeps others of its kind and person silent. */
export const alarmSilenceMaxMs = 12 * hourMs;

/** What can raise an alarm, besides every refusal; for whoever selects entries. */
export const watchedActs: readonly string[] = [
  'signed-in',
  'binding-created',
  'button-forged',
  'confirmation-failed',
  'ticket-read',
  'report-exported',
  'data-exported',
  'person-erased',
  'audit-read',
  'audit-gap',
  'audit-rewritten',
];

/**
 * The alarms that fresh entries raise, given those before them and the alarms already raised. Counts run over a window
 * that ends with each entry; of one kind and person there is one alarm in the time of its silence.
 */
export function detectAlarms(
  {
    before,
    fresh,
    raised,
  }: {
    readonly before: readonly WatchedEntry[];
    readonly fresh: readonly WatchedEntry[];
    readonly raised: readonly Pick<Alarm, 'kind' | 'who' | 'at'>[];
  },
  limits: AlarmLimits,
): readonly Alarm[] {
  const earliest = Math.min(...fresh.map(({ at }) => at)) - alarmWindowMaxMs;
  const around = before.filter(({ at }) => at > earliest);
  return rulesOf(limits)
    .flatMap((rule) => applyRule(rule, { around, fresh, raised }))
    .toSorted((one, other) => one.at - other.at);
}

interface Rule {
  readonly kind: AlarmKind;
  readonly concerns: (entry: WatchedEntry) => boolean;
  /** Counted for each person, or for all together. */
  readonly of: 'person' | 'all';
  /** What counts once however often it comes; null: every entry counts. */
  readonly once: ((entry: WatchedEntry) => string | null) | null;
  readonly limit: number;
  readonly windowMs: number;
  readonly silenceMs: number;
}

function rulesOf(limits: AlarmLimits): readonly Rule[] {
  const { oddHours } = limits;
  const isRefusal = ({ outcome, act }: WatchedEntry) => outcome === 'refused' && !act.startsWith('audit-');
  const usual = { of: 'person', once: null, windowMs: hourMs, silenceMs: hourMs } as const;
  const refusals = { concerns: isRefusal, windowMs: 10 * minuteMs };
  const ofTheLog = { ...usual, of: 'all', limit: 1 } as const;
  return [
    { ...usual, ...refusals, kind: 'refusal-storm', limit: limits.refusalsPer10Minutes },
    { ...usual, ...refusals, kind: 'refusal-storm-of-all', of: 'all', limit: limits.refusalsOfAllPer10Minutes },
    {
      ...usual,
      kind: 'forged-buttons',
      concerns: ({ act }) => act === 'button-forged',
      limit: limits.forgedButtonsPerHour,
    },
    {
      ...usual,
      kind: 'wrong-codes',
      concerns: ({ act }) => act === 'confirmation-failed',
      limit: limits.wrongCodesPerHour,
    },
    {
      ...usual,
      // The gateway gives out every text: its log cannot be kept from knowing.
      kind: 'mass-reading',
      concerns: ({ log, act, outcome }) => log === 'gateway' && act === 'ticket-read' && outcome === 'done',
      once: ({ on }) => on,
      limit: limits.ticketsReadPerHour,
    },
    {
      ...usual,
      kind: 'exports',
      concerns: ({ act }) => act === 'report-exported' || act === 'audit-read' || act === 'data-exported',
      limit: limits.exportsPerHour,
    },
    {
      ...usual,
      of: 'all',
      kind: 'erasures',
      // What operators do, they do inside.
      concerns: ({ log, act, who }) =>
        log === 'gateway' && act === 'person-erased' && who !== null && !who.startsWith('operator:'),
      limit: limits.erasuresPerHour,
    },
    {
      ...usual,
      kind: 'odd-hour-sign-in',
      concerns: ({ log, act, at }) =>
        log === 'gateway' && act === 'signed-in' && oddHours !== null && isQuiet(oddHours, at),
      limit: 1,
      silenceMs: alarmSilenceMaxMs,
    },
    {
      ...usual,
      of: 'all',
      // Whoever owns the bot and knows phones signs in as their owners, one after the other.
      kind: 'sign-in-storm',
      concerns: ({ log, act }) => log === 'gateway' && act === 'signed-in',
      limit: limits.signInsPer10Minutes,
      windowMs: 10 * minuteMs,
    },
    {
      ...usual,
      of: 'all',
      kind: 'new-bindings',
      concerns: ({ log, act }) => log === 'gateway' && act === 'binding-created',
      limit: limits.newBindingsPerHour,
    },
    { ...ofTheLog, kind: 'audit-gap', concerns: ({ act }) => act === 'audit-gap' },
    { ...ofTheLog, kind: 'audit-rewritten', concerns: ({ act }) => act === 'audit-rewritten' },
  ];
}

interface Looked {
  readonly around: readonly WatchedEntry[];
  readonly fresh: readonly WatchedEntry[];
  readonly raised: readonly Pick<Alarm, 'kind' | 'who' | 'at'>[];
}

function applyRule(rule: Rule, { around, fresh, raised }: Looked): readonly Alarm[] {
  const news = new Set(fresh.filter(rule.concerns));
  if (news.size === 0) return [];
  const alarms: Alarm[] = [];
  const silences = raised.filter(({ kind }) => kind === rule.kind).map(({ who, at }) => ({ who, at }));
  for (const [who, entries] of groupByPerson(rule, [...around.filter(rule.concerns), ...news])) {
    for (const [last, entry] of entries.entries()) {
      if (!news.has(entry)) continue;
      const isSilent = silences.some((other) => other.who === who && Math.abs(entry.at - other.at) < rule.silenceMs);
      // In this order: what is counted through is then a window of less than the limit, or the one that raises.
      const count = isSilent ? 0 : countWithin(rule, entries, last);
      if (count < rule.limit) continue;
      silences.push({ who, at: entry.at });
      alarms.push({ kind: rule.kind, who, count, at: entry.at });
    }
  }
  return alarms;
}

/** Each group in the order of time. */
function groupByPerson({ of }: Rule, entries: readonly WatchedEntry[]): ReadonlyMap<string | null, WatchedEntry[]> {
  const groups = new Map<string | null, WatchedEntry[]>();
  for (const entry of entries.toSorted((one, other) => one.at - other.at)) {
    const who = of === 'person' ? entry.who : null;
    const group = groups.get(who) ?? [];
    groups.set(who, group);
    group.push(entry);
  }
  return groups;
}

/** Of the entries within the window that ends with this one; the window of an entry at `t` is `(t - window, t]`. */
function countWithin({ once, windowMs }: Rule, entries: readonly WatchedEntry[], last: number): number {
  const from = (entries[last]?.at ?? 0) - windowMs;
  const counted = new Set<string | number | null>();
  for (let index = last; index >= 0; index -= 1) {
    const entry = entries[index];
    if (!entry || entry.at <= from) break;
    counted.add(once === null ? index : once(entry));
  }
  return counted.size;
}
