import { Readable } from 'node:stream';
import { headers, type Transport, type WireRequest } from '@desk/contract';
import type { RequestSigner } from '@desk/crypto';
import type { Clock } from '../../src/ports/system.ts';
import type { Gateway } from '../../src/run-gateway.ts';

/** Sends signed requests into the contract listener without a socket. */
export function injectTransport({ servers }: Gateway, signer: RequestSigner, clock: Clock): Transport {
  return async (request) => {
    const signature = await signer.sign({ ...request, body: signedBody(request.body) }, clock.now());
    const response = await servers.contract.inject({
      method: request.method,
      url: request.path,
      headers: { ...request.headers, [headers.signature]: signature },
      ...payloadOf(request.body),
    });
    const { statusCode: status, rawPayload } = response;
    if (!request.streamed || status !== 200) return { kind: 'answered', status, body: new Uint8Array(rawPayload) };
    const answered = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    const body = new Blob([new Uint8Array(rawPayload)]).stream();
    return { kind: 'streaming', status, headers: Object.fromEntries(answered), body };
  };
}

function signedBody(body: WireRequest['body']): Uint8Array | 'streamed' {
  if (body === null) return new Uint8Array();
  return body instanceof Uint8Array ? body : 'streamed';
}

function payloadOf(body: WireRequest['body']) {
  if (body === null) return {};
  return { payload: body instanceof Uint8Array ? Buffer.from(body) : Readable.fromWeb(body) };
}
