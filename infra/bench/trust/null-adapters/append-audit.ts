/** The gateway's entries are dropped. */
export async function appendAudit(): Promise<void> {}

export function createAuditLog() {
  return { append: appendAudit };
}
