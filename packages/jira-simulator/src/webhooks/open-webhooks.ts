import {
  openWebhookSender,
  type Parcel,
  type WebhookAnswer,
  type WebhookFaults,
  type WebhookSender,
} from '@desk/tracker-simulator';
import type { Flavour, WebhookTarget } from '../simulator-options.ts';
import { postAsJira } from './post-webhook.ts';

export interface JiraWebhooks {
  /** Asked each time; undefined: nobody listens, and nothing is sent. */
  readonly target: () => WebhookTarget | undefined;
  readonly flavour: Flavour;
  readonly faults: WebhookFaults;
}

const inFlightMax = 5;
/** Jira retries after minutes; a simulator in a hurry after seconds. */
const defaultRetryDelaysMs: readonly number[] = [1_000, 5_000, 15_000, 30_000, 60_000];

/** In order of the events unless one fails, at most five at a time; retried on Cloud only. */
export function openWebhooks({ target: findTarget, flavour, faults }: JiraWebhooks): WebhookSender {
  return openWebhookSender({
    faults,
    inFlightMax,
    async post(parcel, signal) {
      const target = findTarget();
      return target ? postAsJira(target, flavour, parcel, signal) : null;
    },
    retryAfterMs({ retry }: Parcel, answer) {
      if (flavour !== 'cloud' || !isWorthRetrying(answer)) return undefined;
      return (findTarget()?.retryDelaysMs ?? defaultRetryDelaysMs)[retry];
    },
  });
}

function isWorthRetrying(answer: WebhookAnswer): boolean {
  if (answer === 'unreachable') return true;
  return answer >= 500 || answer === 408 || answer === 409 || answer === 425 || answer === 429;
}
