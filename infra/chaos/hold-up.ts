import { setTimeout as pause } from 'node:timers/promises';
import type { JiraSimulator } from '@desk/jira-simulator';
import type { TelegramSimulator } from '@desk/telegram-simulator';
import type { Stack } from '../stack/start-stack.ts';
import type { Hang } from './plan-strikes.ts';

type AtTracker = { readonly method: string; readonly path: RegExp };

const trackerRequests: Readonly<Record<'file' | 'create' | 'assign' | 'comment', AtTracker>> = {
  file: { method: 'POST', path: /\/attachTemporaryFile$/ },
  create: { method: 'POST', path: /^\/rest\/servicedeskapi\/request$/ },
  assign: { method: 'PUT', path: /\/assignee$/ },
  comment: { method: 'POST', path: /\/comment$/ },
};
const telegramMethods = { message: 'sendMessage', edit: 'editMessageText', copy: 'copyMessage' } as const;

const hangMs = 2_000;
const lookEveryMs = 2;

/** The next request of the kind gets no answer, and its connection breaks after 2 s. Whether one came within the time. */
export function holdUp({ jira, telegram }: Stack, { request, when }: Hang, withinMs: number): Promise<boolean> {
  return request === 'message' || request === 'edit' || request === 'copy'
    ? holdUpAtTelegram(telegram, telegramMethods[request], when, withinMs)
    : holdUpAtTracker(jira, trackerRequests[request], when, withinMs);
}

async function holdUpAtTracker(
  { faults }: JiraSimulator,
  { method, path }: AtTracker,
  when: Hang['when'],
  withinMs: number,
): Promise<boolean> {
  const kind = when === 'before' ? 'timeout-before-commit' : 'timeout-after-commit';
  const fault = { kind, method, path, times: 1, hangMs } as const;
  faults.add(fault);
  const deadline = performance.now() + withinMs;
  // A fault is taken off the list when a request meets it; the request is told of only when it is over.
  while (faults.list().includes(fault)) {
    if (performance.now() > deadline) {
      faults.clear();
      return false;
    }
    await pause(lookEveryMs);
  }
  return true;
}

function holdUpAtTelegram(
  { faults, onCall }: TelegramSimulator,
  method: string,
  when: Hang['when'],
  withinMs: number,
): Promise<boolean> {
  const kind = when === 'before' ? 'timeout-before-send' : 'timeout-after-send';
  faults.add({ kind, method, times: 1, resetAfterMs: hangMs });
  return new Promise((resolve) => {
    const stop = onCall((call) => {
      if (call.method === method && call.outcome === 'no-answer') end(true);
    });
    const timer = setTimeout(() => end(false), withinMs);
    const end = (came: boolean) => {
      clearTimeout(timer);
      stop();
      if (!came) faults.clear();
      resolve(came);
    };
  });
}
