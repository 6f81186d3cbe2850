import { z } from 'zod';

/** How deep what the driver says may lie in errors that wrap it. */
const depthMax = 4;

/** Prisma's codes where the server or a pool has no connection left, and the server's own: no connection, lock or time. */
const starvedCode = /^(?:P2024|P2037|53300|55P03|57014)$/;
/** What the pool says, and Prisma of a transaction that did not begin: its code stands for other things as well. */
const starvedMessage =
  /timeout exceeded when trying to connect|due to connection timeout|Unable to start a transaction in the given time/;

/** An error, as far as it is one. Prisma keeps the driver's among its facts. */
const Link = z.object({
  message: z.string().catch(''),
  code: z.string().catch(''),
  cause: z.unknown().optional(),
  meta: z.object({ driverAdapterError: z.unknown().optional() }).optional().catch(undefined),
});

/**
 * Whether an error says that the database had no connection, no lock or not enough time to give: too much is asked of it
 * right now.
 */
export function isStarved(error: unknown): boolean {
  let wrapped = error;
  for (let depth = 0; depth < depthMax; depth += 1) {
    const link = Link.safeParse(wrapped).data;
    if (!link) return false;
    if (starvedMessage.test(link.message) || starvedCode.test(link.code)) return true;
    wrapped = link.cause ?? link.meta?.driverAdapterError;
  }
  return false;
}
