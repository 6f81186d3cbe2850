import {
  type ContractClient,
  createContractClient,
  createFetchTransport,
  type GatewayEndpoints,
  gatewayEndpoints,
} from '@desk/contract';
import type { RequestSigner } from '@desk/crypto';
import type { Clock } from '../../ports/system.ts';

export type GatewayClient = ContractClient<GatewayEndpoints>;

export interface GatewayClientOptions {
  readonly baseUrl: string;
  readonly signer: RequestSigner;
  readonly clock: Clock;
}

/** Filing waits for the tracker behind the gateway; everything else is far quicker. */
const timeoutMs = 20_000;
const uploadTimeoutMs = 120_000;
const answerBytesMax = 2 * 1024 * 1024;

/** The contract's client, signed with the bot's key. */
export function createGatewayClient({ baseUrl, signer, clock }: GatewayClientOptions): GatewayClient {
  const sign = (request: Parameters<RequestSigner['sign']>[0]) => signer.sign(request, clock.now());
  return createContractClient(
    gatewayEndpoints,
    createFetchTransport({ baseUrl, sign, timeoutMs, uploadTimeoutMs, answerBytesMax }),
  );
}
