import { afterEach, describe, expect, it } from 'vitest';
import { sayToPort } from './say-to-port.ts';

export interface ListenerBounds {
  readonly headMsMax: number;
  readonly requestMsMax: number;
  readonly idleMsMax: number;
  readonly lookEveryMs: number;
  readonly underWayMax: number;
  readonly perAddressPerSecondMax: number;
}

export interface ListenerUnderTest {
  /** The lines of a request that it works on, without the empty one that ends them. */
  readonly head: readonly string[];
  /** Null: it takes none. */
  readonly body: { readonly usual: string; readonly bytesMax: number } | null;
  /** On a free port. Every request that it works on waits for `work`. */
  start(
    limits: ListenerBounds,
    work: () => Promise<void>,
  ): Promise<{ readonly port: number; close(): PromiseLike<unknown> }>;
}

const bounds: ListenerBounds = {
  ...{ headMsMax: 5_000, requestMsMax: 5_000, idleMsMax: 10_000, lookEveryMs: 25 },
  ...{ underWayMax: 100, perAddressPerSecondMax: 1_000 },
};
const impatient = { headMsMax: 150, requestMsMax: 300 };
/** Three a second is soon too often, on any machine. */
const askedMax = 50;

/** What every listener of the desk bears, whoever speaks to it: said on real sockets, byte for byte. */
export function bearsWhatever(name: string, { head, body, start }: ListenerUnderTest): void {
  let listening: { readonly port: number; close(): PromiseLike<unknown> };
  const listen = async (change: Partial<ListenerBounds> = {}, work = async () => {}) => {
    listening = await start({ ...bounds, ...change }, work);
    return listening.port;
  };
  const lines = (...more: readonly string[]) => [...head, ...more].map((line) => `${line}\r\n`).join('');
  const withBody = (bytes: number, words: string) => `${lines(`Content-Length: ${bytes}`)}\r\n${words}`;
  const whole = body === null ? `${lines()}\r\n` : withBody(Buffer.byteLength(body.usual), body.usual);

  describe(`${name} on the line`, () => {
    afterEach(() => listening.close());

    it('parts with whoever says nothing, and with a head that never ends', async () => {
      const port = await listen(impatient);
      const [silent, slow] = await Promise.all([sayToPort(port, ''), sayToPort(port, lines('X-More: and'))]);
      expect([silent.isClosed, slow.isClosed, slow.statuses]).toEqual([true, true, [408]]);
    });

    it('refuses a head beyond 16 KB', async () => {
      const { statuses } = await sayToPort(await listen(), lines(`X-More: ${'x'.repeat(17 * 1024)}`));
      expect(statuses).toEqual([431]);
    });

    if (body !== null) {
      it('parts with a body that never ends', async () => {
        const { isClosed, statuses } = await sayToPort(await listen(impatient), withBody(100, '{'));
        expect([isClosed, statuses]).toEqual([true, [408]]);
      });

      it('refuses a body beyond its bound before it has come', async () => {
        const { statuses } = await sayToPort(await listen(), withBody(body.bytesMax + 1, '{'), { answersMax: 1 });
        expect([400, 413]).toContain(statuses[0]);
      });
    }

    it('asks a peer that comes too often to come again', async () => {
      const port = await listen({ perAddressPerSecondMax: 3 });
      const ask = () => sayToPort(port, whole, { answersMax: 1 });
      let last = await ask();
      expect(last.statuses[0]).toBeLessThan(500);
      for (let asked = 1; asked < askedMax && last.statuses[0] !== 503; asked += 1) last = await ask();
      expect(last.statuses).toEqual([503]);
      expect(last.text.toLowerCase()).toContain('\r\nretry-after: 1\r\n');
    });

    it('asks everyone to come again while too much is under way, and answers that', async () => {
      const held = Promise.withResolvers<void>();
      let working = 0;
      const work = () => {
        working += 1;
        return held.promise;
      };
      const port = await listen({ underWayMax: 2 }, work);
      const first = [sayToPort(port, whole, { answersMax: 1 }), sayToPort(port, whole, { answersMax: 1 })];
      await expect.poll(() => working, { timeout: 5_000, interval: 5 }).toBe(2);
      const refused = await sayToPort(port, whole, { answersMax: 1 });
      expect(refused.statuses).toEqual([503]);
      expect(refused.text.toLowerCase()).toContain('\r\nretry-after: 1\r\n');
      held.resolve();
      for (const { statuses } of await Promise.all(first)) expect(statuses[0]).toBeLessThan(500);
    });
  });
}
