import { createLogger } from '@desk/logging';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Meeting } from '../../ports/gateway-service.ts';
import { type GatewayWatch, watchGateway } from './watch-gateway.ts';

let meetings: (Meeting | 'never')[];
let lines: { readonly level: string; readonly message: string }[];
const watches: GatewayWatch[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  meetings = [];
  lines = [];
});
afterEach(async () => {
  for (const watch of watches.splice(0)) if (watch.kind === 'watching') await watch.stop();
  vi.useRealTimers();
});

const agreed = (theirs: string): Meeting => ({ kind: 'agreed', ours: '1.3', theirs });

async function start(...first: (Meeting | 'never')[]): Promise<GatewayWatch> {
  meetings.push(...first);
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const starting = watchGateway({
    log: createLogger({ service: 'bot', level: 'info', destination }),
    service: {
      async meet() {
        const next = meetings.shift() ?? { kind: 'away' };
        return next === 'never' ? new Promise(() => undefined) : next;
      },
    },
  });
  await vi.advanceTimersByTimeAsync(3_000);
  const watch = await starting;
  watches.push(watch);
  return watch;
}

it.each([
  ['earlier', 'Upgrade the gateway first'],
  ['later', 'Upgrade this bot as well'],
] as const)(
  'a bot does not start beside a gateway whose contract is %s, and says what to upgrade',
  async (kind, remedy) => {
    const watch = await start({ kind, ours: '2.0', theirs: '1.0' });
    expect(watch).toEqual({ kind: 'refused', problems: [expect.stringContaining(remedy)] });
  },
);

it.each([[{ kind: 'away' }], ['never']] as const)('a bot starts without a gateway (%j)', async (first) => {
  expect((await start(first)).kind).toBe('watching');
  expect(lines).toMatchObject([
    { level: 'warn', message: 'The gateway does not answer yet: the bot starts without it' },
  ]);
});

it('a gateway that differs in its minor version is worked with, and told of once', async () => {
  expect((await start(agreed('1.2'), agreed('1.2'), { kind: 'away' }, agreed('1.2'))).kind).toBe('watching');
  await vi.advanceTimersByTimeAsync(180_000);
  expect(meetings).toEqual([]);
  expect(lines).toMatchObject([{ level: 'info', message: 'The gateway speaks another minor version of the contract' }]);
});

it('a gateway that was upgraded beyond the bot is told of', async () => {
  await start(agreed('1.3'), { kind: 'later', ours: '1.3', theirs: '2.0' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toMatchObject([{ level: 'error', message: 'The gateway speaks a later contract: upgrade this bot' }]);
});
