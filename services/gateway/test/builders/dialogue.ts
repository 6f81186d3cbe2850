import type { ConsultationClosing, DialogueBatch, DialogueLine } from '@desk/contract';
import { aUuid, testStart } from '../fakes/system.ts';

export function aLine(change: Partial<DialogueLine> = {}): DialogueLine {
  return {
    id: aUuid(401),
    side: 'employee',
    author: 'e-1',
    sentAt: testStart,
    text: 'The report will not open.',
    edited: false,
    files: [],
    ...change,
  };
}

/** Two lines of a dialogue between the employee and the specialist, as they become one comment. */
export function aBatch(change: Partial<DialogueBatch> = {}): DialogueBatch {
  const answer = aLine({ id: aUuid(402), side: 'specialist', author: 'e-3', text: 'What does it say?' });
  return { batch: aUuid(400), language: 'en', lines: [aLine(), answer], ...change };
}

export function aClosing(change: Partial<ConsultationClosing> = {}): ConsultationClosing {
  return {
    participants: ['e-3'],
    startedAt: testStart,
    waitedSeconds: 180,
    endedAt: testStart + 12 * 60_000,
    end: 'by-employee',
    stars: null,
    comment: null,
    revision: 1,
    language: 'en',
    ...change,
  };
}
