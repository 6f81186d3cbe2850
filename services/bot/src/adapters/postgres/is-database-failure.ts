import { BatchQueueFull } from './batch-calls.ts';

/** How deep a driver's error may lie in those that wrap it. */
const depthMax = 5;

/**
 * SQLSTATE by class: connections (08), lost races (40), resources (53), an operator or a deadline (57), the system
 * itself (58). Besides, single codes: a lock or an idle transaction that took too long, and what Node says of sockets.
 */
const passingCode =
  /^(?:08|40|53|57|58)[0-9A-Z]{3}$|^(?:55P03|25P03|25P04)$|^E(?:CONN|TIMEDOUT|PIPE|HOSTUNREACH|AI_AGAIN)/;
/** Prisma's own, where it does not pass a code on. */
const passingPrismaCode = /^P(?:1001|1002|1008|1017|2024|2028|2034|2037)$/;
/** What the driver and its pool say without a code. */
const passingMessage =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

/**
 * Whether an error says that the database was away, overloaded or out of time: nothing that speaks against what was
 * asked of it. Anything else is a defect of ours.
 */
export function isDatabaseFailure(error: unknown): boolean {
  return error instanceof BatchQueueFull || chainOf(error).some(saysSo);
}

interface Link {
  readonly code: string | null;
  readonly originalCode: string | null;
  readonly message: string | null;
}

function saysSo({ code, originalCode, message }: Link): boolean {
  return isPassing(code) || isPassing(originalCode) || (message !== null && passingMessage.test(message));
}

function isPassing(code: string | null): boolean {
  return code !== null && (passingCode.test(code) || passingPrismaCode.test(code));
}

/** An error and what lies behind it: its cause, and the driver's error that Prisma keeps among its facts. */
function chainOf(error: unknown): readonly Link[] {
  const links: Link[] = [];
  let pending: readonly unknown[] = [error];
  for (let depth = 0; depth < depthMax && pending.length > 0; depth += 1) {
    const objects = pending.filter(isObject);
    for (const found of objects) {
      links.push({
        code: textOf(found, 'code'),
        originalCode: textOf(found, 'originalCode'),
        message: textOf(found, 'message'),
      });
    }
    pending = objects.flatMap((found) => [get(found, 'cause'), get(get(found, 'meta'), 'driverAdapterError')]);
  }
  return links;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function get(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined;
}

function textOf(value: object, name: string): string | null {
  const found = get(value, name);
  return typeof found === 'string' ? found : null;
}
