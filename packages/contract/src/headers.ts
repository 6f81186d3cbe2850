/** Header names of the contract, lower case as Node reports them. */
export const headers = {
  signature: 'desk-signature',
  session: 'desk-session',
  grant: 'desk-grant',
  idempotencyKey: 'idempotency-key',
  correlation: 'desk-correlation',
  /** Percent-encoded original name of a file that is put or answered with. */
  fileName: 'desk-file-name',
} as const;

/** Both sides send it at start; a different major number is refused with a clear line. */
export const contractVersion = '1.2';
