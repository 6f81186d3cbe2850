/** Rows past their time, removed in bounded batches. Instants are epoch milliseconds. */
export interface Retention {
  removeExpired(limits: RetentionLimits): Promise<number>;
}

export interface RetentionLimits {
  readonly rowsPerTableMax: number;
  readonly now: number;
  readonly answersBefore: number;
  readonly sessionsStartedBefore: number;
  readonly refusalsBefore: number;
  readonly attemptsBefore: number;
}
