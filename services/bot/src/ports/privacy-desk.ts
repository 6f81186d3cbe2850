import type { GatewayTrouble } from './gateway-desk.ts';

/** What the gateway holds of a person, under their own token. */
export interface PrivacyDesk {
  /** How long the audit logs are kept inside; null while the gateway has not said. */
  auditRetentionDays(): number | null;
  read(token: string): Promise<
    | { readonly kind: 'read'; readonly held: Readonly<Record<string, unknown>> }
    | { readonly kind: 'session-ended' }
    /** It is of a version that knows nothing of this. */
    | { readonly kind: 'unsupported' }
    | GatewayTrouble
  >;
  /** `busy`: a ticket is on its way to the tracker. */
  erase(
    token: string,
  ): Promise<{ readonly kind: 'erased' | 'busy' | 'session-ended' | 'unsupported' } | GatewayTrouble>;
}
