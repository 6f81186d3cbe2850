import {
  type ContractClient,
  createContractClient,
  createFetchTransport,
  type FetchTransportOptions,
  type GatewayEndpoints,
  gatewayEndpoints,
  repeatRefused,
} from '@desk/contract';
import type { RequestSigner } from '@desk/crypto';
import type { CallReport } from '../../ports/metrics.ts';
import type { Clock } from '../../ports/system.ts';
import { measureCalls } from './measure-calls.ts';

export type GatewayClient = ContractClient<GatewayEndpoints>;

export interface GatewayClientOptions {
  readonly baseUrl: string;
  readonly signer: RequestSigner;
  readonly clock: Clock;
  /** How connections are made; left out: without TLS of our own. */
  readonly fetch?: FetchTransportOptions['fetch'];
  /** Told of each call when it is over. */
  readonly onCall?: (call: CallReport) => void;
}

/** Filing waits for the tracker behind the gateway; everything else is far quicker. */
const timeoutMs = 20_000;
const uploadTimeoutMs = 120_000;
const answerBytesMax = 2 * 1024 * 1024;

/** The contract's client, signed with the bot's key. */
export function createGatewayClient({ baseUrl, signer, clock, fetch, onCall }: GatewayClientOptions): GatewayClient {
  const sign = (request: Parameters<RequestSigner['sign']>[0]) => signer.sign(request, clock.now());
  const transport = createFetchTransport({ baseUrl, sign, timeoutMs, uploadTimeoutMs, answerBytesMax, fetch });
  const client = createContractClient(gatewayEndpoints, repeatRefused(transport, { wait }));
  return onCall ? measureCalls(client, onCall) : client;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
