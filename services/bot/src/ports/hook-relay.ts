import type { GatewayTrouble } from './gateway-desk.ts';

/** A webhook of the tracker as it came: nobody in this zone can tell whether it is genuine. */
export interface RawHook {
  /** Lower case; those alone that verifying needs. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HookRelay {
  /** `later`: its sender should send it again. */
  relay(
    hook: RawHook,
  ): Promise<
    { readonly kind: 'relayed'; readonly outcome: 'forwarded' | 'ignored' | 'refused' | 'later' } | GatewayTrouble
  >;
}
