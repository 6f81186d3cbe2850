import { createLogger } from '@desk/logging';
import { expect, it } from 'vitest';
import { openBorder } from './open-border.ts';

const near = { databaseUrl: 'postgresql://desk@127.0.0.1:5432/desk', redisUrl: 'redis://127.0.0.1:6379' };

async function open(change: Partial<Parameters<typeof openBorder>[0]>) {
  const said: { message: string; setting?: string }[] = [];
  const destination = { write: (line: string) => void said.push(JSON.parse(line)) };
  const log = createLogger({ service: 'bot', level: 'info', destination });
  const opened = await openBorder({ tlsDir: null, ...near, ...change }, { clock: { now: Date.now }, log });
  return { opened, said };
}

it('without TLS_DIR is open, and said to be', async () => {
  const { opened, said } = await open({});
  expect(opened).toEqual({ kind: 'opened', tls: null });
  expect(said.map(({ message }) => message)).toEqual([expect.stringContaining('signed, but not encrypted')]);
});

it('names each way that others can hear, and no secret of it', async () => {
  const databaseUrl = 'postgresql://desk:hunter2@db.company.example:5432/desk';
  const { said } = await open({ databaseUrl, redisUrl: 'redis://:hunter2@redis.company.example:6379' });
  expect(said.flatMap(({ setting }) => setting ?? [])).toEqual(['DATABASE_URL', 'REDIS_URL']);
  expect(JSON.stringify(said)).not.toContain('hunter2');
});

it('is not opened with a folder that holds no certificate', async () => {
  const { opened } = await open({ tlsDir: '/no/such/folder' });
  expect(opened).toMatchObject({
    kind: 'refused',
    problems: [expect.stringContaining('TLS_DIR: '), expect.anything()],
  });
});
