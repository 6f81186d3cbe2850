import type { Draws } from '../stack/seeded-draws.ts';
import type { ServiceName } from '../stack/start-stack.ts';

/**
 * The steps of a filing at which a service is killed, in their order. `hangs` names a request of ours that is held up
 * meanwhile: before it took effect, or after, with its answer lost.
 */
export const filingSteps = [
  { step: 'described', victims: ['bot', 'gateway'] },
  { step: 'type-chosen', victims: ['bot'] },
  { step: 'send-pressed', victims: ['bot', 'gateway'] },
  { step: 'file-asked', victims: ['bot', 'gateway'] },
  { step: 'file-hangs', victims: ['bot', 'gateway'], hangs: { request: 'file', when: 'before' } },
  { step: 'create-hangs', victims: ['bot', 'gateway'], hangs: { request: 'create', when: 'before' } },
  { step: 'created', victims: ['bot', 'gateway'] },
  { step: 'create-unanswered', victims: ['bot', 'gateway'], hangs: { request: 'create', when: 'after' } },
  { step: 'number-shown', victims: ['bot', 'gateway'] },
  { step: 'edit-unanswered', victims: ['bot'], hangs: { request: 'edit', when: 'after' } },
  { step: 'assign-hangs', victims: ['bot', 'gateway'], hangs: { request: 'assign', when: 'before' } },
  { step: 'assigned', victims: ['bot', 'gateway'] },
  { step: 'assign-unanswered', victims: ['bot', 'gateway'], hangs: { request: 'assign', when: 'after' } },
  { step: 'specialist-told', victims: ['bot'] },
  { step: 'message-hangs', victims: ['bot'], hangs: { request: 'message', when: 'before' } },
  { step: 'message-unanswered', victims: ['bot'], hangs: { request: 'message', when: 'after' } },
  { step: 'any', victims: ['bot', 'gateway'] },
] as const satisfies readonly FilingStep[];

export interface FilingStep {
  readonly step: string;
  readonly victims: readonly ServiceName[];
  readonly hangs?: Hang;
}

export interface Hang {
  /** The tracker's: file, create, assign, comment. Telegram's: message, edit, copy. */
  readonly request: 'file' | 'create' | 'assign' | 'comment' | 'message' | 'edit' | 'copy';
  readonly when: 'before' | 'after';
}

export type StepName = (typeof filingSteps)[number]['step'];

/** A kill -9 of one service, so long after a filing has come to a step. */
export interface Strike {
  readonly step: StepName;
  readonly victim: ServiceName;
  readonly afterMs: number;
  readonly hangs: Hang | null;
}

const afterMsMax = 40;
/** Up to the middle of the next filing. */
const anyMomentMsMax = 800;

/** Every step with every victim again and again, shuffled anew each time round: a short campaign misses none for long. */
export function planStrikes(count: number, draws: Draws): Strike[] {
  const kinds = filingSteps.flatMap((step) => step.victims.map((victim) => ({ ...step, victim })));
  const strikes: Strike[] = [];
  while (strikes.length < count) {
    for (const { step, victim, ...rest } of draws.shuffle(kinds)) {
      const afterMs = draws.whole(0, step === 'any' ? anyMomentMsMax : afterMsMax);
      strikes.push({ step, victim, afterMs, hangs: 'hangs' in rest ? rest.hangs : null });
    }
  }
  return strikes.slice(0, count);
}

export interface Campaign {
  readonly filings: number;
  readonly strikes: number;
}

/** How many strikes must be over before the n-th filing (from 0) may begin, so that both end together. */
export function strikesBefore(filing: number, { filings, strikes }: Campaign): number {
  return Math.max(0, Math.floor((filing * strikes) / filings) - strikesAhead);
}

/** How many filings must be over before the n-th strike (from 0) may fall: those struck need time to recover. */
export function filingsBefore(strike: number, { filings, strikes }: Campaign): number {
  return Math.max(0, Math.floor((strike * filings) / strikes) - filingsUnderWayMax);
}

/** Strikes that filings may run ahead of: some filing must be there for a strike to meet. */
const strikesAhead = 2;
const filingsUnderWayMax = 16;
