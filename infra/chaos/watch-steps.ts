import type { RecordedCall } from '@desk/telegram-simulator';
import type { StaffedDesk } from '../stack/start-staffed-desk.ts';
import type { StepName } from './plan-strikes.ts';

/** Tells when some filing comes to a step. */
export interface StepWatch {
  /** For the steps that the person filing takes. */
  note(step: StepName): void;
  /** `false` when no filing came to it within the time, or there is none left to come. */
  next(step: StepName, withinMs: number): Promise<boolean>;
  /** Nobody files any more: whoever waits is told, and so is whoever comes later. */
  close(): void;
  isClosed(): boolean;
}

const number = /\bSD-\d+\b/;

/** Steps are seen from outside: in what the bot asks of Telegram and in what changes in Jira, at the very moment it does. */
export function watchSteps({ stack, specialists }: StaffedDesk): StepWatch {
  const waiting = new Map<StepName, Set<(came: boolean) => void>>();
  let closed = false;
  const settle = (step: StepName, came: boolean) => {
    for (const tell of waiting.get(step) ?? []) tell(came);
    waiting.delete(step);
  };
  const staff = new Set(specialists.map(({ id }) => id));
  const stops = [
    stack.telegram.onCall((call) => {
      for (const step of stepsOfCall(call, staff)) settle(step, true);
    }),
    watchTickets(stack.jira, (step) => settle(step, true)),
  ];

  return {
    note: (step) => settle(step, true),
    next(step, withinMs) {
      if (closed) return Promise.resolve(false);
      return new Promise((resolve) => {
        const own = waiting.get(step) ?? new Set();
        waiting.set(step, own);
        const tell = (came: boolean) => {
          clearTimeout(timer);
          own.delete(tell);
          resolve(came);
        };
        const timer = setTimeout(() => tell(false), withinMs);
        own.add(tell);
      });
    },
    close() {
      closed = true;
      for (const stop of stops) stop();
      for (const step of [...waiting.keys()]) settle(step, false);
    },
    isClosed: () => closed,
  };
}

function stepsOfCall({ method, chatId, payload, outcome }: RecordedCall, staff: ReadonlySet<number>): StepName[] {
  if (outcome !== 'ok') return [];
  if (method === 'getFile') return ['file-asked'];
  if (chatId === undefined || !number.test(String(payload.text))) return [];
  return [staff.has(chatId) ? 'specialist-told' : 'number-shown'];
}

/** Jira tells of a change before it answers the request that made it: a service killed now never hears the answer. */
function watchTickets(jira: StaffedDesk['stack']['jira'], note: (step: StepName) => void): () => void {
  const assignees = new Map<string, string | null>(
    jira.issues().map(({ key, assignee }) => [key, assignee?.id ?? null]),
  );
  return jira.onChange(({ key, assignee }) => {
    const before = assignees.get(key);
    assignees.set(key, assignee?.id ?? null);
    if (before === undefined) note('created');
    else if (before === null && assignee !== null) note('assigned');
  });
}
