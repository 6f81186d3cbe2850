import type { FailureCause } from '../classify-failure.ts';
import { flavours, type JiraFlavour, type JiraFlavourName } from '../flavour.ts';
import {
  createTransport,
  type JiraAuth,
  type JiraCall,
  type JiraCallReport,
  type JiraTransport,
} from '../transport.ts';

/** What it takes to speak to a Jira before anything else is known of it. */
export interface JiraAccess {
  readonly flavour: JiraFlavourName;
  /** Where people open Jira, with its context path if it has one. */
  readonly baseUrl: string;
  readonly auth: JiraAuth;
}

/** `status` is HTTP's, null where there was no answer. */
export type Probed<Answer> =
  | { readonly kind: 'answered'; readonly value: Answer }
  | { readonly kind: 'failed'; readonly status: number | null; readonly cause: FailureCause | null };

/** Asks one thing at a time, and tells what HTTP said where it failed: an operator needs that, the service does not. */
export interface JiraProbe {
  readonly flavour: JiraFlavour;
  readonly transport: JiraTransport;
  ask<Answer>(call: JiraCall<Answer>): Promise<Probed<Answer>>;
}

export function probeJira({ flavour, baseUrl, auth }: JiraAccess): JiraProbe {
  let last: JiraCallReport | null = null;
  const transport = createTransport({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    auth,
    onCall: (report) => {
      last = report;
    },
  });
  const lastReport = (): JiraCallReport | null => last;
  return {
    flavour: flavours[flavour],
    transport,
    async ask(call) {
      const answer = await transport.send(call);
      if (answer.kind === 'answered') return answer;
      const report = lastReport();
      return { kind: 'failed', status: report?.status ?? null, cause: report?.cause ?? null };
    },
  };
}
