/** How deep what the driver says may lie in errors that wrap it. */
const depthMax = 4;

/** Prisma's codes where the server or a pool has no connection left, and the server's own. */
const starvedCode = /^(?:P2024|P2037|53300)$/;
/** What the pool says, and Prisma of a transaction that did not begin: its code stands for other things as well. */
const starvedMessage =
  /timeout exceeded when trying to connect|due to connection timeout|Unable to start a transaction in the given time/;

/** Whether an error says that no connection to the database was to be had in time: too much is asked of it right now. */
export function isStarved(error: unknown): boolean {
  let link = error;
  for (let depth = 0; depth < depthMax && link instanceof Error; depth += 1) {
    if (starvedMessage.test(link.message) || ('code' in link && starvedCode.test(String(link.code)))) return true;
    link = link.cause;
  }
  return false;
}
