import { broken, type Judgement, ok, warning } from './finding.ts';
import { judgeClock, signedSkewMsMax } from './judge-clock.ts';

export type WebTrouble = 'host-unknown' | 'nobody-listens' | 'no-answer' | 'certificate' | 'other';

/** What came of a signed call to the other zone. `aheadMs`: how far its clock is before ours; null: it did not say. */
export type PeerFacts =
  | { readonly kind: 'away'; readonly trouble: WebTrouble }
  /** Something answers that does not speak the contract. */
  | { readonly kind: 'somebody-else'; readonly status: number }
  | { readonly kind: 'signature-refused'; readonly aheadMs: number | null }
  | { readonly kind: 'busy' }
  | { readonly kind: 'accepted'; readonly aheadMs: number | null };

export interface PeerNames {
  /** `GATEWAY_URL` */
  readonly setting: string;
  /** `the gateway` */
  readonly peer: string;
}

/** Whether the other zone is there, is who it should be, and takes our signature. */
export function judgePeer(facts: PeerFacts, { setting, peer }: PeerNames): readonly Judgement[] {
  const clock = (aheadMs: number | null) =>
    aheadMs === null ? [] : [judgeClock({ against: peer, aheadMs, signs: true })];
  switch (facts.kind) {
    case 'away':
      return [broken(...awayWords(facts.trouble, setting))];
    case 'somebody-else':
      return [
        broken(
          `something answers at ${setting} with ${facts.status}, and it is not ${peer}`,
          `${setting} is the origin of its contract listener, without a path; look at the port, and at what stands between.`,
        ),
      ];
    case 'signature-refused':
      return [broken(...refusalWords(facts.aheadMs, peer)), ...clock(facts.aheadMs)];
    case 'busy':
      return [warning(`${peer} has too much to do to answer`, 'Look again in a minute, then at its figures.')];
    case 'accepted':
      return [ok(`${peer} takes our signature`), ...clock(facts.aheadMs)];
  }
}

/** In terms of a setting that holds a web address. */
export function awayWords(trouble: WebTrouble, setting: string): readonly [what: string, remedy: string] {
  switch (trouble) {
    case 'host-unknown':
      return [`the host in ${setting} is unknown here`, 'Put the name right, or let it be resolved here.'];
    case 'nobody-listens':
      return [
        `nobody listens at ${setting}`,
        'Start the other side, and look at host, port and the firewalls between.',
      ];
    case 'no-answer':
      return [`nobody answers at ${setting} in time`, 'A firewall may drop what goes there, or the other side hangs.'];
    case 'certificate':
      return [
        `the certificate at ${setting} is not believed`,
        "Look at its name, its days and who signed it; a company's own authority goes into NODE_EXTRA_CA_CERTS.",
      ];
    case 'other':
      return [`the connection to ${setting} fails`, 'Look at the address, and at what stands between.'];
  }
}

function refusalWords(aheadMs: number | null, peer: string): readonly [what: string, remedy: string] {
  if (aheadMs !== null && Math.abs(aheadMs) > signedSkewMsMax) {
    return [`${peer} refuses our signature: the clocks are apart`, 'Set the clocks first, then look again.'];
  }
  return [
    `${peer} refuses our signature: it does not know our key`,
    "Copy this zone's signing/*.public.jwk into peers of the other zone's KEYS_DIR: it counts there within 5 s.",
  ];
}
