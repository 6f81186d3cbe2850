import type { AuditAppender } from '../../ports/audit-log.ts';

const entriesPerBatchMax = 500;
const batchesMax = 20;

/** Chains what waits, a batch at a time; what is left after so many waits for the next turn. */
export function appendPending(appender: AuditAppender) {
  return async (): Promise<void> => {
    for (let batch = 0; batch < batchesMax; batch += 1) {
      if ((await appender.append(entriesPerBatchMax)) < entriesPerBatchMax) return;
    }
  };
}
