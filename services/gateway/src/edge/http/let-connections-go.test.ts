import fastify from 'fastify';
import { expect, it } from 'vitest';
import { letConnectionsGo } from './let-connections-go.ts';

it('a server that closes while it answers is closed once it has answered', async () => {
  const app = fastify();
  letConnectionsGo(app);
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<string>();
  app.get('/', () => {
    asked.resolve();
    return answer.promise;
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const answered = fetch(address, { headers: { connection: 'keep-alive' } });
  await asked.promise;
  const closed = app.close();
  answer.resolve('well');
  expect(await (await answered).text()).toBe('well');
  await closed;
});
