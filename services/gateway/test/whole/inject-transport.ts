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
    return { kind: 'answered', status: response.statusCode, body: new Uint8Array(response.rawPayload) };
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
