import { compareContracts, contractVersion, type Fetch } from '@desk/contract';
import type { RequestSigner } from '@desk/crypto';
import { observeFetch } from '@desk/doctor';
import type { Clock } from '../../ports/system.ts';
import type { GatewayFacts } from '../../ports/zone-probes.ts';
import { createGatewayClient } from './gateway-client.ts';

export interface GatewayToInspect {
  /** Of our catalogue; null: it cannot be read. */
  readonly catalogueDigest: string | null;
  readonly baseUrl: string;
  readonly signer: RequestSigner;
  readonly clock: Clock;
  /** How connections are made; left out: without TLS of our own. */
  readonly fetch?: Fetch | undefined;
}

/** Asks the gateway about itself, as the bot does, and listens to how it answers. */
export async function inspectGateway({
  fetch,
  catalogueDigest: ours,
  ...gateway
}: GatewayToInspect): Promise<GatewayFacts> {
  const way: Fetch = fetch ?? globalThis.fetch;
  const observed = observeFetch(way);
  const outcome = await createGatewayClient({ ...gateway, fetch: observed.fetch }).readService({});
  const aheadMs = observed.aheadMs();
  switch (outcome.kind) {
    case 'answered': {
      const { contractVersion: theirs, tracker, catalogueDigest } = outcome.body;
      const contract = compareContracts(contractVersion, theirs);
      const hasSameCatalogue = ours === null || catalogueDigest === undefined ? null : ours === catalogueDigest;
      return { peer: { kind: 'accepted', aheadMs }, service: { contract, tracker, hasSameCatalogue } };
    }
    case 'refused': {
      const isSignature = outcome.problem.code === 'signature-refused';
      return { peer: isSignature ? { kind: 'signature-refused', aheadMs } : { kind: 'busy' }, service: null };
    }
    case 'misunderstood':
      return { peer: { kind: 'somebody-else', status: outcome.status }, service: null };
    case 'unreachable':
      return { peer: { kind: 'away', trouble: observed.trouble() ?? 'other' }, service: null };
  }
}
