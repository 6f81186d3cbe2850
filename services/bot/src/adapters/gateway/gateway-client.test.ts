import { createRequestSigner, createSigningKey } from '@desk/crypto';
import { notConnectedCode } from '@desk/tls';
import { expect, it } from 'vitest';
import { createGatewayClient } from './gateway-client.ts';

it('a gateway that did not prove itself was told nothing: the call can be made again', async () => {
  const refused = Object.assign(new Error('The certificate is not trusted.'), { code: notConnectedCode });
  const client = createGatewayClient({
    baseUrl: 'https://127.0.0.1:1',
    signer: createRequestSigner(await createSigningKey('bot-1')),
    clock: { now: Date.now },
    fetch: async () => {
      throw new Error('The other service was not reached.', { cause: refused });
    },
  });
  expect(await client.readService({})).toEqual({ kind: 'unreachable', sent: 'no' });
});
