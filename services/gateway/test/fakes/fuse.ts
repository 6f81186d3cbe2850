import type { GatewayPorts } from '../../src/wire-use-cases.ts';

/** Where a process dies: at which call of a port, and whether that call was still carried out. */
export interface Death {
  readonly atCall: number;
  readonly when: 'before-the-call' | 'after-the-call';
}

/** Thrown in place of a result that nobody lived to see. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

const atOnce: ReadonlySet<string | symbol> = new Set(['open', 'profileUrl', 'fits']);
const pure: ReadonlySet<string> = new Set(['clock', 'ids', 'texts', 'dialogues', 'teams', 'phones', 'hooks']);

/**
 * Ports of a process that dies at a given call, as by kill -9: from then on nothing it does has any effect, its own
 * tidying up included. `blown()` tells whether it came so far.
 */
export function withFuse<Ports extends GatewayPorts>(ports: Ports, death: Death): { ports: Ports; blown(): boolean } {
  let calls = 0;
  let dead = false;

  async function call(carryOut: () => unknown): Promise<unknown> {
    if (dead) throw new Killed();
    calls += 1;
    if (calls < death.atCall) return carryOut();
    dead = true;
    if (death.when === 'after-the-call') await carryOut();
    throw new Killed();
  }

  // What is only a value, or not there at all, is called by nobody.
  const isCalled = (name: string, port: unknown) => typeof port === 'object' && port !== null && !pure.has(name);
  const fused = Object.entries(ports).map(([name, port]) => [name, isCalled(name, port) ? fuse(port, call) : port]);
  return { ports: { ...ports, ...Object.fromEntries(fused) }, blown: () => dead };
}

/** What a port answers at once (an URL, a stream) is no step on which to die. */
function fuse(port: object, call: (carryOut: () => unknown) => Promise<unknown>): object {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || atOnce.has(name)) return member;
      return (...args: unknown[]) => call(() => Reflect.apply(member, target, args));
    },
  });
}
