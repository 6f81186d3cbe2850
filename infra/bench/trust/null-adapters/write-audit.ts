/** The bot's entries are dropped. */
export function writeAudit(): readonly never[] {
  return [];
}
