/**
 * The version released last. During an upgrade its processes work beside those of the next, on the schema of the next:
 * whatever comes after these migrations only adds. Written anew with each release.
 */
export const released = {
  version: '0.1.0',
  commit: '477e524',
  migrations: { bot: '20261122030000_consultations', gateway: '20261122053000_closings_by_instant' },
} as const;
