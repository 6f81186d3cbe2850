/** The advisory locks of this database, as pairs of 32-bit numbers: a space for each use. */
export const locks = {
  audit: { space: 4_101, key: 1 },
  shippedAudit: { space: 4_101, key: 2 },
  watchAudit: { space: 4_101, key: 3 },
  shortenAudit: { space: 4_101, key: 4 },
  /** The key is the id of a running process. */
  process: { space: 4_102 },
} as const;
