import type { TrackerTrouble } from '../ports/tracker.ts';
import { type Refusal, refuse } from './refusal.ts';

const retryAfterSecondsDefault = 10;

/** What a caller is told when the tracker would not, could not, or may have answered. */
export function refuseTrouble(trouble: TrackerTrouble): Refusal<'tracker-down' | 'not-found' | 'not-permitted'> {
  switch (trouble.kind) {
    case 'down': {
      const { retryAfterMs } = trouble;
      const retryAfterSeconds = retryAfterMs === null ? retryAfterSecondsDefault : Math.ceil(retryAfterMs / 1000);
      return refuse('tracker-down', { retryAfterSeconds });
    }
    case 'unknown':
      return refuse('tracker-down', { retryAfterSeconds: retryAfterSecondsDefault });
    case 'refused':
      return refuse(trouble.reason === 'not-found' ? 'not-found' : 'not-permitted');
  }
}
