/** Nothing is chained, and nothing shipped. */
export function createAuditLog() {
  return { append: async () => 0, listAfter: async () => [], findLast: async () => null };
}
