import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testDatabase } from '@desk/testing/vitest';
import { expect, it } from 'vitest';
import { connectDatabase } from './connect-database.ts';
import { createOperationClaims } from './operation-claims.ts';
import { announceProcess } from './process-presence.ts';

const operation = {
  name: 'file',
  idempotencyKey: 'key-1',
  subject: 'ticket:1',
  actor: 'service',
  bodyDigest: 'digest',
};
const script = join(import.meta.dirname, '..', '..', '..', 'test', 'processes', 'hold-claim.ts');

it('frees what a process held as soon as it is killed', { timeout: 60_000 }, async () => {
  const { url } = await testDatabase('gateway');
  const connection = connectDatabase(url);
  const presence = await announceProcess(url);
  const claims = createOperationClaims(connection.database, presence);

  const holder = spawn(process.execPath, [script, url, JSON.stringify(operation)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(holder.stdout, 'data');
  expect(String(said).trim()).toBe('claimed');
  expect(await claims.claim(operation, Date.now())).toEqual({ kind: 'still-working' });

  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await expect
    .poll(() => claims.claim(operation, Date.now()), { timeout: 10_000 })
    .toMatchObject({ kind: 'claimed', claim: { attempt: 2 } });

  await presence.close();
  await connection.close();
});

it('gives nothing out while it cannot show that it is alive', async () => {
  const { url } = await testDatabase('gateway');
  const connection = connectDatabase(url);
  const presence = await announceProcess(url);
  const claims = createOperationClaims(connection.database, presence);
  await connection.database.$executeRaw`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`;
  await expect.poll(() => presence.current()).toBeNull();
  expect(await claims.claim(operation, Date.now())).toEqual({ kind: 'still-working' });

  await expect.poll(() => presence.current(), { timeout: 10_000 }).not.toBeNull();
  expect(await claims.claim(operation, Date.now())).toMatchObject({ kind: 'claimed' });
  await presence.close();
  await connection.close();
});

it('frees what the database would not let it give back, though the process lives', { timeout: 40_000 }, async () => {
  const { url } = await testDatabase('gateway');
  const connection = connectDatabase(url);
  const { database } = connection;
  const presences = await Promise.all([announceProcess(url), announceProcess(url)]);
  const [claims, others] = [
    createOperationClaims(database, presences[0]),
    createOperationClaims(database, presences[1]),
  ];
  const lost = { ...operation, idempotencyKey: 'key-2', subject: 'ticket:2' };
  const worked = { ...operation, idempotencyKey: 'key-3', subject: 'ticket:3' };
  const claimed = await claims.claim(operation, Date.now());
  if (claimed.kind !== 'claimed') throw new Error('Nobody else wanted it.');
  expect(await claims.claim(worked, Date.now())).toMatchObject({ kind: 'claimed' });

  await database.$executeRaw`alter table operations rename to away`;
  await expect(claims.claim(lost, Date.now())).rejects.toThrow();
  await expect(claims.release(claimed.claim, 'keep', Date.now())).rejects.toThrow();
  await database.$executeRaw`alter table away rename to operations`;
  // As if only the answer to the claim had been lost.
  const { name, idempotencyKey, actor, bodyDigest, subject: workingOn } = lost;
  const row = { name, idempotencyKey, actor, bodyDigest, workingOn, owner: presences[0].current(), attempt: 1 };
  await database.operation.create({ data: { ...row, changedAt: new Date() } });

  for (const each of [operation, lost]) {
    await expect
      .poll(() => others.claim(each, Date.now()), { timeout: 10_000 })
      .toMatchObject({ kind: 'claimed', claim: { attempt: 2 } });
  }
  expect(await others.claim(worked, Date.now())).toEqual({ kind: 'still-working' });
  await Promise.all(presences.map((presence) => presence.close()));
  await connection.close();
});
