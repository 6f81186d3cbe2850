/** Header names of the contract, lower case as Node reports them. */
export const headers = {
  signature: 'desk-signature',
  session: 'desk-session',
  grant: 'desk-grant',
  idempotencyKey: 'idempotency-key',
  correlation: 'desk-correlation',
  /** The version of the contract that the sender speaks. */
  contract: 'desk-contract',
  /** Percent-encoded original name of a file that is put or answered with. */
  fileName: 'desk-file-name',
} as const;

/**
 * What this side speaks, sent with every request. The minor number grows with what readers of the version before do
 * without: new endpoints, new fields that may be left out, new kinds of events. Anything else is a new major number.
 */
export const contractVersion = '1.4';
