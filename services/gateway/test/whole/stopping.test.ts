import { createContractClient, createFetchTransport, gatewayEndpoints } from '@desk/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { employee } from '../builders/people.ts';
import { setStage } from './contract-answers.ts';
import { startGateway, type WholeGateway } from './start-gateway.ts';

let whole: WholeGateway;
let closed: Promise<void> | null = null;
beforeAll(async () => {
  whole = await startGateway();
});
afterAll(() => closed ?? whole.gateway.close());

it('finishes the calls it has, asks others to come again in two seconds, and only then stops listening', async () => {
  const stage = setStage(whole);
  const token = await stage.signIn(employee);
  const { contractPort, hookPort, opsPort } = await whole.gateway.listen();
  const { lateClient, at } = outside(contractPort);
  const held = whole.holdWrites();
  const body = stage.aTicket();
  const filing = lateClient.fileTicket({ body, token, idempotencyKey: body.reference });
  await held.arrived;
  closed = whole.gateway.close();

  expect((await fetch(at(opsPort, '/readyz'))).status).toBe(503);
  const hook = await fetch(at(hookPort, '/hooks/tracker'), { method: 'POST', body: '{}' });
  expect([hook.status, hook.headers.get('retry-after')]).toEqual([503, '2']);
  const late = await lateClient.readTicket({ params: { number: 'SD-1' }, token });
  expect(late).toMatchObject({ kind: 'refused', problem: { code: 'overloaded', retryAfterSeconds: 2 } });

  held.release();
  expect(await filing).toMatchObject({ kind: 'answered', status: 201 });
  await closed;
  expect(await lateClient.readTicket({ params: { number: 'SD-1' }, token })).toMatchObject({ kind: 'unreachable' });
});

/** The contract as the bot speaks it, over the network. */
function outside(contractPort: number) {
  const sign = (request: Parameters<typeof whole.signer.sign>[0]) => whole.signer.sign(request, whole.clock.now());
  const at = (port: number, path = '') => `http://127.0.0.1:${port}${path}`;
  const timeouts = { timeoutMs: 10_000, uploadTimeoutMs: 10_000, answerBytesMax: 1024 * 1024 };
  const transport = createFetchTransport({ baseUrl: at(contractPort), sign, ...timeouts });
  return { lateClient: createContractClient(gatewayEndpoints, transport), at };
}
