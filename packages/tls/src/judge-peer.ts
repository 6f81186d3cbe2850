import type { X509Certificate } from 'node:crypto';
import { isIssuedBy } from './tls-folder.ts';

export type PeerVerdict = 'trusted' | 'no-certificate' | 'not-trusted' | 'other-service' | 'out-of-date';

export type PeerExpectation = {
  authorities: readonly X509Certificate[];
  /** Of `serviceNames`. */
  peer: string;
  nowMs: number;
};

/**
 * Whether a certificate is the other service's, now. OpenSSL has judged it when the connection was made; connections
 * live on, and authorities are withdrawn and certificates end meanwhile. There are no authorities in between: an
 * authority of ours issues for services alone.
 */
export function judgePeer(
  certificate: X509Certificate | undefined,
  { authorities, peer, nowMs }: PeerExpectation,
): PeerVerdict {
  if (!certificate) return 'no-certificate';
  const authority = authorities.find((each) => isIssuedBy(certificate, each));
  if (!authority) return 'not-trusted';
  if (certificate.checkHost(peer, { subject: 'never' }) === undefined) return 'other-service';
  return isInDate(certificate, nowMs) && isInDate(authority, nowMs) ? 'trusted' : 'out-of-date';
}

function isInDate({ validFromDate, validToDate }: X509Certificate, nowMs: number): boolean {
  return validFromDate.getTime() <= nowMs && nowMs < validToDate.getTime();
}
